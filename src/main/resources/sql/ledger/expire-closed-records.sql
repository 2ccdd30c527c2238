-- Which records were never sent and can no longer be? Their value returns to the balance.
update metering_record
set status = 'expired', reason = 'window-closed', last_modified_at = :#now::timestamptz
where status = 'frozen' and closes_at <= :#now::timestamptz
returning cloud
