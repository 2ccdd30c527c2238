-- Which custom properties has this record itself, held still until this transaction ends?
select custom_properties::text
from metering_record
where id = :id
for update
