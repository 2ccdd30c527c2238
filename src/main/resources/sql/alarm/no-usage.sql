-- Which accounts are read and cost nothing more, though they did before? Perhaps nobody reports their usage any more.
select 'no-usage' as kind, a.seller_id, c.cloud, c.id as contract_id, a.orb_subscription_id as subscription_id,
       last.hour + interval '1 hour' as since, null::timestamptz as deadline_at, null::numeric as amount,
       null::text as currency, 'Orb answers, and shows no new cost for a week.' as message
from account a
join account_contract ac on ac.account_id = a.id and ac.until_at is null
join contract c on c.id = ac.contract_id
join lateral (
    select r.hour from metering_record r
    where r.account_id = a.id and r.quantity > 0 and r.hour > :now::timestamptz - interval '37 days'
    order by r.hour desc limit 1) last on true
where a.state = 'metering' and a.settled_read_at > :now::timestamptz - interval '2 hours'
  and last.hour < :now::timestamptz - interval '7 days'
  and a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off >= 0
