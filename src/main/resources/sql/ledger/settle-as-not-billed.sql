-- Which unanswered record was not booked, as the seller says? Its value is owed again; late proof would still count.
update metering_record
set status = 'returned', next_attempt_at = 'infinity', last_modified_at = :now
where id = :id and status = 'unknown'
