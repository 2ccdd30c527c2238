-- How far is this delivery?
select d.id, e.webhook_id, e.type, d.endpoint_id, d.status, d.reason, d.attempts, d.next_attempt_at, d.deadline_at,
       d.created_at, d.delivered_at
from webhook_delivery d
join event_outbox e on e.id = d.event_id
where d.id = :id
