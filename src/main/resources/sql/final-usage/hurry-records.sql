-- What of contracts that ended waits to be sent? It goes before all other records, doubts about earlier ones first,
-- where asking again is free. Whoever was asked to wait tries again in half a minute: the hour does not come back.
with waiting as (
    select r.id, f.cancelled_at - case r.status when 'unknown' then interval '25 hours'
                                  else interval '24 hours' end as place
    from final_usage f
    join metering_record r on r.account_id = f.account_id
    where f.state = 'open' and f.gave_up_at is null and r.next_attempt_at < 'infinity'
      and (r.status = 'frozen' or r.status = 'unknown' and r.cloud in ('aws', 'azure') and not r.foreign_slot)
      -- asked first, once: mostly there are none, and nobody need look through all that waits
      and exists (select from final_usage any_open where any_open.state = 'open' and any_open.gave_up_at is null)
)
update metering_record r
set last_usage = true,
    next_attempt_at = case when r.last_usage and r.next_attempt_at > :#now::timestamptz
                           then :#now::timestamptz + interval '30 seconds' else waiting.place end
from waiting
where r.id = waiting.id and r.status in ('frozen', 'unknown')
  and (not r.last_usage
       or r.next_attempt_at > waiting.place and r.next_attempt_at <= :#now::timestamptz
       or r.next_attempt_at > :#now::timestamptz + interval '30 seconds')
