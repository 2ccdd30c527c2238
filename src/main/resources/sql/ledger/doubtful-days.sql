-- Which records stand in the days and dimensions of a seller's doubtful ones, and how?
with doubtful as (
    select distinct identity ->> 'resourceId' as resource, dimension,
           (hour at time zone 'UTC')::date as day
    from metering_record
    where seller_id = :seller and cloud = :cloud and status = 'unknown' and uncertain and not foreign_slot
      and submitted_at <= :sentBefore and hour >= :oldest
)
select r.id, r.account_id, d.resource, d.dimension, d.day::text as day, r.status, r.uncertain, r.foreign_slot,
       r.quantity, coalesce(r.accepted_quantity, 0) as accepted_quantity, r.attempts, r.closes_at
from doubtful d
join metering_record r on r.seller_id = :seller and r.cloud = :cloud and r.dimension = d.dimension
     and r.identity ->> 'resourceId' = d.resource and (r.hour at time zone 'UTC')::date = d.day
where r.status not in ('held', 'written_off', 'shadow')
order by d.resource, d.dimension, d.day, r.hour, r.id
