-- What time is it for the database, this very moment?
select clock_timestamp()
