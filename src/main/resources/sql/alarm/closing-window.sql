-- Which records will the marketplace soon take no more, though they were not sent? Zeros are worth nothing.
select 'closing-window' as kind, r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id as subscription_id,
       min(r.frozen_at) as since,
       min(r.closes_at) as deadline_at, sum(r.value + r.correction) as amount, r.currency,
       count(*) || ' records are not sent and their hour closes within two hours.' as message
from (select * from metering_record where status = 'frozen'
      union all
      select * from metering_record where status = 'sending') r
left join account a on a.id = r.account_id
where r.closes_at < :now::timestamptz + interval '2 hours' and r.quantity > 0
group by r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id, r.currency
