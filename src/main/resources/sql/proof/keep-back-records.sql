-- Which records of broken accounts are not sent for now? Those that may have arrived already are asked about as ever.
update metering_record
set next_attempt_at = 'infinity', last_modified_at = :now
where account_id = any (:ids) and status = 'frozen' and next_attempt_at < 'infinity'
