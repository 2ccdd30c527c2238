-- Which accounts forgive more than humans decided? A fall of cost may have consumed some of it. (M-22)
select a.id as account_id, null::uuid as record_id, 1::bigint as found, a.written_off - dropped.amount as amount
from account a
cross join lateral (
    select coalesce(sum(d.amount), 0) as amount
    from metering_record r
    join record_decision d on d.record_id = r.id and d.decision = 'dropped'
    where r.account_id = a.id) dropped
where a.seller_id = :seller and (a.written_off > dropped.amount or a.written_off < 0)
order by a.id
