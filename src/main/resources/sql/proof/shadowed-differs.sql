-- Of which accounts is the shadowed value not the sum over their shadow records and corrections of them? (M-03, M-23)
select a.id as account_id, null::uuid as record_id, 1::bigint as found, a.shadowed - shadow.value as amount
from account a
cross join lateral (
    select coalesce((select sum(r.value) from metering_record r
                     where r.account_id = a.id and r.status = 'shadow'), 0)
           + coalesce((select sum(k.amount) from shadow_correction k where k.account_id = a.id), 0) as value) shadow
where a.seller_id = :seller and a.shadowed <> shadow.value
order by a.id
