-- For how many seconds has the oldest record without an answer waited, by marketplace?
select waiting.cloud, extract(epoch from :#now::timestamptz - min(waiting.frozen_at))::bigint as seconds
from (select cloud, frozen_at from metering_record where status in ('frozen', 'unknown')
      union all
      select cloud, frozen_at from metering_record where status = 'sending') waiting
group by waiting.cloud
