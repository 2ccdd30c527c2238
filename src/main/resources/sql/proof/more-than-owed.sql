-- Which records were frozen with more than was owed at that moment, or without the sum that says so? (R-01)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found,
       sum(r.value - (r.cost - r.baseline - r.included - r.committed_before - r.written_off)) as amount
from metering_record r
where r.seller_id = :seller and r.source = 'orb' and r.quantity > 0
  and not coalesce(r.value <= r.cost - r.baseline - r.included - r.committed_before - r.written_off, false)
group by r.account_id
order by r.account_id
