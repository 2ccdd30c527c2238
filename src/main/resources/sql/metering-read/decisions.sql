-- What did humans say about this record?
select decision, reason, amount, decided_by, decided_at
from record_decision
where record_id = :id
order by id
