-- Which hours are done: every due account read or failed, and nothing of them still to be sent?
update metering_run run
set status = 'finished', finished_at = :#now::timestamptz
where run.status = 'running'
  and not exists (
      select from account a
      join integration i on i.seller_id = a.seller_id and i.provider = 'orb'
      where a.state <> 'detached'
        and not exists (select from final_usage f where f.account_id = a.id and f.state = 'open')
        and a.cursor_hour < run.hour
        and a.failed_hour is distinct from run.hour)
  and not exists (
      select from metering_record r
      where r.run_id = run.id and r.status in ('frozen', 'sending'))
