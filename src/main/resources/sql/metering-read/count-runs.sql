-- How many runs match?
select count(*)
from metering_run
where (:hour::timestamptz is null or hour = :hour::timestamptz)
  and (:status::text is null or status = :status::text)
