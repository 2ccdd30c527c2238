-- Which hour is to be metered now? Hours missed since the last run are noted as covered by this one.
insert into metering_run (id, hour, opened_by, status, opened_at, finished_at)
select gen_random_uuid(), missed.hour, 'clock',
       case when missed.hour = :#hour::timestamptz then 'running' else 'finished' end,
       :#now::timestamptz, case when missed.hour = :#hour::timestamptz then null else :#now::timestamptz end
from generate_series(
         greatest(coalesce((select max(hour) + interval '1 hour' from metering_run), :#hour::timestamptz),
                  :#hour::timestamptz - interval '22 hours'),
         :#hour::timestamptz,
         interval '1 hour') as missed (hour)
on conflict (hour) do nothing
