-- How far is each marketplace, and what is owed and told nobody yet?
with unsent as (
    select cloud, currency, count(*) as records, min(hour) as oldest
    from metering_record
    where status in ('frozen', 'sending', 'unknown')
    group by cloud, currency
)
select coalesce(c.cloud, 'none') as cloud, a.currency, count(*) as accounts,
       sum(a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off) as carried,
       min(a.cursor_hour) as settled_to,
       count(*) filter (where a.state = 'blocked') as blocked,
       count(*) filter (where a.state = 'parked') as parked,
       max(u.records) as unsent, max(u.oldest) as unsent_since
from account a
left join account_contract of on of.account_id = a.id and of.until_at is null
left join contract c on c.id = of.contract_id
left join unsent u on u.cloud = c.cloud and u.currency = a.currency
where a.state <> 'detached'
group by 1, a.currency
order by 1, a.currency
