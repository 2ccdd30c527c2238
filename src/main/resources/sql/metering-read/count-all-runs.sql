-- How many runs are there?
select count(*) from metering_run
