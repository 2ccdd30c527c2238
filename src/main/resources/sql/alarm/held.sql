-- Which records wait for a human?
select 'held' as kind, r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id as subscription_id,
       min(r.frozen_at) as since,
       null::timestamptz as deadline_at, sum(r.value + r.correction) as amount, r.currency,
       count(*) || ' records are held: release or drop them.' as message
from metering_record r
left join account a on a.id = r.account_id
where r.status = 'held'
group by r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id, r.currency
