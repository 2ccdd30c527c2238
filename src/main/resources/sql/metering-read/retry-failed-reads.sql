-- Which accounts gave up reading for this hour, and may try again at once?
update account
set failed_hour = null, next_read_at = least(next_read_at, :now)
where state <> 'detached' and failed_hour = :hour and cursor_hour < :hour
