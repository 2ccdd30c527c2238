-- Which accounts may be read at once, now that Orb takes the seller's key?
update account
set next_read_at = least(next_read_at, :now), failed_hour = null, read_failures = 0, read_error = null
where seller_id = current_seller() and state <> 'detached' and (read_failures > 0 or failed_hour is not null)
