-- Of which records is evidence of an attempt missing, or more of it there than was sent? (R-57)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found, null::numeric as amount
from metering_record r
left join (select record_id, count(*) as times from metering_attempt
           where seller_id = :seller and owner <> 'read-back' group by record_id) noted on noted.record_id = r.id
where r.seller_id = :seller and r.attempts <> coalesce(noted.times, 0)
group by r.account_id
order by r.account_id
