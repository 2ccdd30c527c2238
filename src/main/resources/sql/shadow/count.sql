-- How many days of contracts that have a shadow or a word of the other tool match?
select count(*)
from (select r.contract_id, r.dimension, (r.hour at time zone 'UTC')::date as day
      from metering_record r
      where r.status = 'shadow' and r.hour is not null and (:contractId::uuid is null or r.contract_id = :contractId::uuid)
        and (:hourFrom::timestamptz is null or r.hour >= :hourFrom::timestamptz)
        and (:hourTo::timestamptz is null or r.hour < :hourTo::timestamptz)
      union
      select u.contract_id, u.dimension, (u.hour at time zone 'UTC')::date
      from other_tool_usage u
      where (:contractId::uuid is null or u.contract_id = :contractId::uuid)
        and (:hourFrom::timestamptz is null or u.hour >= :hourFrom::timestamptz)
        and (:hourTo::timestamptz is null or u.hour < :hourTo::timestamptz)) days
