-- Of which accounts is the shadowed value not the sum over their shadow records? (M-03)
select a.id as account_id, null::uuid as record_id, 1::bigint as found, a.shadowed - shadow.value as amount
from account a
cross join lateral (
    select coalesce(sum(r.value), 0) as value
    from metering_record r
    where r.account_id = a.id and r.status = 'shadow') shadow
where a.seller_id = :seller and a.shadowed <> shadow.value
order by a.id
