-- Which recent hours of this contract or this buyer carry a record of the dimension, or can never be used again?
select r.hour
from metering_record r
where r.contract_id = :contract and r.dimension = :dimension and r.hour >= :since
  and r.status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned')
union
select r.hour
from metering_record r
where r.cloud = :cloud and r.identity_key = :identity and r.dimension = :dimension and r.hour >= :since
  and r.status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned')
