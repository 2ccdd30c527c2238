-- Which accounts are read but billed no more, until somebody acts?
select 'account-stopped' as kind, a.seller_id, metered.cloud, metered.contract_id,
       a.orb_subscription_id as subscription_id,
       stopped.since, null::timestamptz as deadline_at,
       greatest(a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off, 0) as amount, a.currency,
       'The account is ' || a.state || ': ' || a.state_reason || '.' as message
from account a
left join lateral (
    select c.id as contract_id, c.cloud
    from account_contract ac join contract c on c.id = ac.contract_id
    where ac.account_id = a.id
    order by ac.until_at desc nulls first limit 1) metered on true
left join lateral (
    select max(r.last_modified_at) as since from metering_record r
    where r.account_id = a.id and (r.status = 'rejected' or r.foreign_slot)) stopped on true
where a.state in ('parked', 'blocked') and a.state_reason <> 'proof-failed'
