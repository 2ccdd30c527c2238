-- Which live contract of this buyer is told to AWS under product and customer alone?
select c.id
from contract c
join listing l on l.id = c.listing_id
where c.buyer_id = :buyerId
  and c.status not in ('pending', 'cancelled')
  and l.metering_identity = 'customer'
order by c.created_at
limit 1
