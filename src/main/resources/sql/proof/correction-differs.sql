-- Which records carry another correction than was booked for them? (M-08)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found,
       sum(r.correction - coalesce(booked.amount, 0)) as amount
from metering_record r
left join (select record_id, sum(amount) as amount from value_correction where seller_id = :seller
           group by record_id) booked on booked.record_id = r.id
where r.seller_id = :seller and r.correction <> coalesce(booked.amount, 0)
group by r.account_id
order by r.account_id
