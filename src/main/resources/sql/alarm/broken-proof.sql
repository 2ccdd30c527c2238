-- Which accounts were stopped because their ledger does not add up?
select 'broken-proof' as kind, a.seller_id, metered.cloud, metered.contract_id,
       a.orb_subscription_id as subscription_id,
       a.settled_read_at as since, null::timestamptz as deadline_at,
       greatest(a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off, 0) as amount, a.currency,
       'The proof of the account''s ledger failed; it stops alone until somebody has looked.' as message
from account a
left join lateral (
    select c.id as contract_id, c.cloud
    from account_contract ac join contract c on c.id = ac.contract_id
    where ac.account_id = a.id
    order by ac.until_at desc nulls first limit 1) metered on true
where a.state = 'blocked' and a.state_reason = 'proof-failed'
