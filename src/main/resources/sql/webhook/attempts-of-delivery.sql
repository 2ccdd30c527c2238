-- What came back, attempt by attempt?
select attempted_at, outcome, http_status, latency_millis, answer
from webhook_attempt
where delivery_id = :id
order by attempted_at, id
