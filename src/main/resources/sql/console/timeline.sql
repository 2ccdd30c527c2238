-- What happened in a contract's life?
select kind, happened_at, found
from contract_change
where contract_id = :contract
order by happened_at desc, change_key
limit 50
