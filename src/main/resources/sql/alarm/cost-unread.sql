-- Which accounts' cost could not be read for two hours? That is not the same as no usage. At stake is what an hour of
-- theirs usually comes to, times the hours since. Those that ended have deadlines of their own.
select 'cost-unread' as kind, a.seller_id, metered.cloud, metered.contract_id,
       a.orb_subscription_id as subscription_id, read.since,
       null::timestamptz as deadline_at,
       round(usual.worth * extract(epoch from :now::timestamptz - read.since) / 3600, 2) as amount, a.currency,
       case when a.read_error is null then 'The cost was last read then; nobody has asked for it since.'
            else 'The cost was last read then, and cannot be read now: ' || a.read_error || '.' end as message
from account a
cross join lateral (select coalesce(a.settled_read_at, a.subscription_read_at) as since) read
left join lateral (
    select c.id as contract_id, c.cloud
    from account_contract ac join contract c on c.id = ac.contract_id
    where ac.account_id = a.id
    order by ac.until_at desc nulls first limit 1) metered on true
cross join lateral (
    select coalesce(sum(r.value + r.correction), 0) / 24 as worth
    from metering_record r
    where r.account_id = a.id and r.status in ('accepted', 'unknown', 'frozen', 'sending')
      and r.hour >= read.since - interval '24 hours') usual
where a.state <> 'detached' and read.since < :now::timestamptz - interval '2 hours'
  and (a.read_error is not null or a.cursor_hour < :now::timestamptz - interval '4 hours')
  and not exists (select from final_usage f where f.account_id = a.id and f.state = 'open')
