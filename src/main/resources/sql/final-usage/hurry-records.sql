-- What of these accounts waits to be sent? Records of a contract that ended go before all others; doubts about
-- earlier ones are asked about at once, where asking again is free.
update metering_record r
set next_attempt_at = f.cancelled_at - interval '1 day'
from final_usage f
where f.account_id = any (:accounts) and f.state = 'open' and r.account_id = f.account_id
  and (r.status = 'frozen' or r.status = 'unknown' and r.cloud in ('aws', 'azure') and not r.foreign_slot)
  and r.next_attempt_at > f.cancelled_at - interval '1 day'
  and (r.attempts = 0 or r.status = 'unknown')
