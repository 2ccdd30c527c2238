-- Orb refused the seller's key: none of its accounts can be read for this hour.
update account
set failed_hour = :hour, read_error = :error
where seller_id = :seller and state <> 'detached' and cursor_hour < :hour
