-- Who may use the tables of the clustered clock?
do $$
declare
    clock_table text;
begin
    for clock_table in
        select tablename from pg_tables where schemaname = current_schema() and tablename like 'qrtz\_%'
    loop
        execute format('grant select, insert, update, delete on %I to meterbridge_worker', clock_table);
    end loop;
end
$$
