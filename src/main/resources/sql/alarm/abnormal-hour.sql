-- Which hours of the last day carry more than ten times what is usual for their account? Small sums do not count, they
-- do not stand out, and neither does an hour that makes up for missed ones.
select 'abnormal-hour' as kind, r.seller_id, r.cloud, r.contract_id, a.orb_subscription_id as subscription_id,
       r.hour as since,
       r.closes_at as deadline_at, r.value as amount, r.currency,
       'The hour carries ' || r.quantity || ' units; usual are ' || usual.units || '.' as message
from seller s
join metering_record r on r.seller_id = s.id and r.hour >= :now::timestamptz - interval '25 hours' and r.stands_out
join account a on a.id = r.account_id
cross join lateral (
    select percentile_disc(0.5) within group (order by past.quantity) as units, count(*) as records,
           max(past.hour) as last_hour
    from (select p.quantity, p.hour from metering_record p
          where p.account_id = r.account_id and p.hour < r.hour and p.quantity > 0
            and p.status in ('frozen', 'sending', 'unknown', 'accepted')
          order by p.hour desc limit 200) past) usual
where r.status in ('frozen', 'sending', 'unknown', 'accepted')
  and usual.records >= 24
  and r.quantity > 10 * usual.units * extract(epoch from r.hour - usual.last_hour) / 3600
