-- Which unanswered record was booked, as the seller says?
update metering_record
set status = 'accepted', uncertain = false, accepted_at = :now, accepted_quantity = quantity,
    next_attempt_at = 'infinity', last_modified_at = :now
where id = :id and status = 'unknown'
