-- When was this record sent, and what came back?
select claimed_at, sent_at, answered_at, outcome, code, answer::text as answer
from metering_attempt
where record_id = :id
order by id
