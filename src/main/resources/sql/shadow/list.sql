-- What would we have told of each contract's day, and what did the other tool tell? The newest first.
with ours as (
    select r.contract_id, r.dimension, (r.hour at time zone 'UTC')::date as day, sum(r.quantity) as units,
           sum(r.value) as value
    from metering_record r
    where r.status = 'shadow' and r.hour is not null
      and (:contractId::uuid is null or r.contract_id = :contractId::uuid)
      and (:hourFrom::timestamptz is null or r.hour >= :hourFrom::timestamptz)
      and (:hourTo::timestamptz is null or r.hour < :hourTo::timestamptz)
    group by 1, 2, 3
), theirs as (
    select u.contract_id, u.dimension, (u.hour at time zone 'UTC')::date as day, sum(u.units) as units,
           sum(u.value) as value
    from other_tool_usage u
    where (:contractId::uuid is null or u.contract_id = :contractId::uuid)
      and (:hourFrom::timestamptz is null or u.hour >= :hourFrom::timestamptz)
      and (:hourTo::timestamptz is null or u.hour < :hourTo::timestamptz)
    group by 1, 2, 3
)
select contract_id, c.cloud, dimension, day, coalesce(ours.units, 0) as units, coalesce(ours.value, 0) as value,
       coalesce(theirs.units, 0) as other_units, coalesce(theirs.value, 0) as other_value,
       coalesce(ours.value, 0) - coalesce(theirs.value, 0) as difference, l.currency
from ours
full join theirs using (contract_id, dimension, day)
join contract c on c.id = contract_id
join listing l on l.id = c.listing_id
order by day desc, contract_id, dimension
limit :limit offset :offset
