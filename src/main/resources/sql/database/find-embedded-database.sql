-- Does the server that Meterbridge runs itself have its database already?
select count(*) from pg_database where datname = 'meterbridge'
