-- Which records are not worth their units times their price? (R-01)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found,
       sum(r.value - r.quantity * r.unit_price) as amount
from metering_record r
where r.seller_id = :seller and r.value <> r.quantity * r.unit_price
group by r.account_id
order by r.account_id
