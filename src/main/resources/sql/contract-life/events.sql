-- Which events of this contract hold?
select event_key, step, happened_at, cast(detail as text) as detail
from contract_event
where cloud = :cloud and identity = :identity
