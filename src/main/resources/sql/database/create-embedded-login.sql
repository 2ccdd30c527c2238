-- As whom does Meterbridge sign in to the server it runs itself? As the owner of one database, not a superuser.
do $$
begin
    if not exists (select from pg_roles where rolname = 'meterbridge') then
        create role meterbridge login createrole;
    end if;
    execute format('alter role meterbridge password %L', current_setting('meterbridge.new_password'));
end
$$
