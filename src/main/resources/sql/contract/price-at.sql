-- What does a unit cost at this instant? Before the first known price, that one holds.
select p.dimension, p.unit_price, p.currency
from price_snapshot p
where p.contract_id = :id
order by p.effective_at <= :at desc,
         case when p.effective_at <= :at then p.effective_at end desc, p.effective_at, p.id desc
limit 1
