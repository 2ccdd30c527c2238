-- Which held record is never billed?
update metering_record
set status = 'written_off', last_modified_at = :now
where id = :id and status = 'held'
returning cloud
