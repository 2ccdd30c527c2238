-- Which records of accounts that add up again may be sent?
update metering_record
set next_attempt_at = :now, last_modified_at = :now
where account_id = any (:ids) and status = 'frozen' and next_attempt_at = 'infinity'
