-- How many records has the seller?
select count(*) from metering_record
