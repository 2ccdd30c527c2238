-- What was learnt about this contract's prices, in the order it was learnt?
select id, effective_at, dimension, unit_price, plan
from price_snapshot
where contract_id = :contract
order by id
