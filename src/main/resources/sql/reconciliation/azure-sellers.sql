-- Whose bookings at Azure were not read for a day, and since when may they have changed? Azure goes on processing for
-- some days; of the time before the first read a month is asked for.
select i.seller_id, coalesce(i.booked_read_at, :now::timestamptz - interval '28 days') - interval '3 days' as first_at
from integration i
where i.provider = 'azure' and i.status = 'connected'
  and (i.booked_read_at is null or i.booked_read_at <= :now::timestamptz - interval '1 day')
  and exists (select from contract c where c.seller_id = i.seller_id and c.cloud = 'azure')
order by i.booked_read_at nulls first, i.seller_id
limit 200
