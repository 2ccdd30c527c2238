-- Which custom properties has this record from now on?
update metering_record
set custom_properties = :properties::jsonb, last_modified_at = :now
where id = :id
