-- Of which accounts is the committed value not the sum over their records? (M-03)
select a.id as account_id, null::uuid as record_id, 1::bigint as found, a.committed - told.value as amount
from account a
cross join lateral (
    select coalesce(sum(r.value + r.correction), 0) as value
    from metering_record r
    where r.account_id = a.id and (r.source = 'orb' or r.covers_orb_cost)
      and r.status in ('held', 'frozen', 'sending', 'unknown', 'accepted')) told
where a.seller_id = :seller and a.committed <> told.value
order by a.id
