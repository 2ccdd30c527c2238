-- How did accounts stand when the day of their marketplace had ended? Taken once, soon after its last hour was settled.
insert into account_position (account_id, at, seller_id, taken_at, month_start, cost, baseline, included)
select a.id, day.at, a.seller_id, :#now::timestamptz, extract(day from day.at at time zone zone.name) = 1,
       a.cost, a.baseline, a.included
from account a
cross join lateral (
    select case when c.cloud = 'gcp' then :#gcpZone else 'UTC' end as name
    from account_contract ac
    join contract c on c.id = ac.contract_id
    where ac.account_id = a.id
    order by ac.until_at desc nulls first, ac.from_at desc
    limit 1) zone
cross join lateral (
    select date_trunc('day', :#now::timestamptz at time zone zone.name) at time zone zone.name as at) day
where a.settled_read_at >= day.at and a.cursor_hour >= day.at - interval '1 hour'
on conflict do nothing
