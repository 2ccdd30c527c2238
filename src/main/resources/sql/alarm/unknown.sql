-- Of which records does nobody know whether they were booked, for more than an hour or until a human says?
select 'unknown' as kind, r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id as subscription_id,
       min(r.submitted_at) as since,
       null::timestamptz as deadline_at, sum(r.value + r.correction) as amount, r.currency,
       count(*) || ' records are unanswered' || case when bool_or(r.next_attempt_at = 'infinity')
           then ' and sent no more: say what became of them.' else '; they are sent again.' end as message
from metering_record r
left join account a on a.id = r.account_id
where r.status = 'unknown'
  and (r.submitted_at < :now::timestamptz - interval '1 hour' or r.next_attempt_at = 'infinity')
group by r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id, r.currency
