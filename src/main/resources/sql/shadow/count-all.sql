-- Of how many days of contracts is there a shadow, or a word of the other tool?
select count(*)
from (select r.contract_id, r.dimension, (r.hour at time zone 'UTC')::date as day
      from metering_record r
      where r.status = 'shadow' and r.hour is not null
      union
      select u.contract_id, u.dimension, (u.hour at time zone 'UTC')::date
      from other_tool_usage u) days
