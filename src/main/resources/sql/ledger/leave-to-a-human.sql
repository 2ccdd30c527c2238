-- Which unanswered records have no resend left where resends are bounded? No answer is to be had: they stay
-- committed until a human says whether they were booked.
update metering_record
set reason = 'resends-used-up', next_attempt_at = 'infinity', last_modified_at = :#now::timestamptz
where status = 'unknown' and uncertain and not foreign_slot
  and closes_at <= :#now::timestamptz and next_attempt_at < 'infinity'
  and cloud in (select bounded.cloud from jsonb_to_recordset(:#resends::jsonb) as bounded (cloud text))
