-- Which records stand in the days and dimensions of a seller's doubtful ones, and how? A rejected one never
-- reached the sum.
with doubtful as (
    select distinct identity_key, identity ->> 'resourceId' as resource, dimension,
           date_trunc('day', hour, 'UTC') as day_start
    from metering_record
    where seller_id = :seller and cloud = :cloud and status = 'unknown' and uncertain and not foreign_slot
      and submitted_at <= :sentBefore and hour >= :oldest
)
select r.id, r.account_id, d.resource, d.dimension, (d.day_start at time zone 'UTC')::date::text as day, r.status,
       r.uncertain, r.foreign_slot, r.quantity, coalesce(r.accepted_quantity, 0) as accepted_quantity,
       r.attempts, r.closes_at
from doubtful d
join metering_record r on r.seller_id = :seller and r.cloud = :cloud and r.identity_key = d.identity_key
     and r.dimension = d.dimension and r.hour >= d.day_start and r.hour < d.day_start + interval '24 hours'
where r.status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned')
order by d.resource, d.dimension, d.day_start, r.hour, r.id
