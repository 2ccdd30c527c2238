-- Which runs are on this page, newest hour first, and how far are they?
select run.id, run.hour, run.status, of_hour.accounts, of_hour.cost_reads_failed,
       coalesce((select jsonb_object_agg(counted.status, counted.records)
                 from (select r.status, count(*) as records
                       from metering_record r where r.run_id = run.id group by r.status) counted),
                '{}')::text as counts
from (
    select id, hour, status
    from metering_run
    where (:hour::timestamptz is null or hour = :hour::timestamptz)
      and (:status::text is null or status = :status::text)
    order by hour desc
    limit :limit offset :offset) run
cross join lateral (
    select count(*) filter (where a.state <> 'detached' or a.cursor_hour >= run.hour) as accounts,
           count(*) filter (where a.failed_hour = run.hour and a.cursor_hour < run.hour)
               as cost_reads_failed
    from account a
    where a.first_hour <= run.hour) of_hour
order by run.hour desc
