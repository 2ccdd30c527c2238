-- Which records take an hour from before their account's first? (M-10)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found, sum(r.value) as amount
from metering_record r
join account a on a.id = r.account_id
where r.seller_id = :seller and r.source = 'orb' and r.hour < a.first_hour
group by r.account_id
order by r.account_id
