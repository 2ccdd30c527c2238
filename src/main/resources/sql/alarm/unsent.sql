-- Which records have waited for more than an hour to be sent?
select 'unsent' as kind, r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id as subscription_id,
       min(r.frozen_at) as since,
       min(r.closes_at) as deadline_at, sum(r.value + r.correction) as amount, r.currency,
       count(*) || ' records wait to be sent: ' || coalesce(min(r.reason), 'nobody has answered yet') || '.' as message
from (select * from metering_record where status = 'frozen'
      union all
      select * from metering_record where status = 'sending') r
left join account a on a.id = r.account_id
where r.frozen_at < :now::timestamptz - interval '1 hour'
group by r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id, r.currency
