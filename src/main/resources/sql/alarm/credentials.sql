-- Whose credentials are refused, and what do records of that marketplace that wait for them come to? With Orb's the
-- accounts that cannot be read have alarms of their own.
select 'credentials' as kind, i.seller_id, i.provider as cloud, null::uuid as contract_id,
       null::text as subscription_id,
       i.updated_at as since, null::timestamptz as deadline_at, stake.amount, stake.currency, i.broken_reason as message
from integration i
left join lateral (
    select sum(r.value + r.correction) as amount, r.currency
    from metering_record r
    where i.provider <> 'orb' and r.seller_id = i.seller_id and r.cloud = i.provider
      and r.status in ('frozen', 'unknown')
    group by r.currency) stake on true
where i.status = 'broken'
