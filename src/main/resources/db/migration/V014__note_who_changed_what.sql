-- Who changed what through the API: every row before and after, in the transaction of the change itself.
create table audit_entry (
    id        bigint generated always as identity primary key,
    seller_id uuid references seller,
    at        timestamptz not null,
    client_id text        not null,
    role      text        not null,
    operation text        not null,
    change    text        not null check (change in ('insert', 'update', 'delete')),
    thing     text        not null,
    thing_id  text        not null,
    -- of an update only the columns that differ
    before    jsonb,
    after     jsonb,
    constraint there_is_a_before_and_an_after
        check ((change = 'insert') = (before is null) and (change = 'delete') = (after is null))
);
create index audit_entry_of_seller on audit_entry (seller_id, at desc, id desc);
create index audit_entry_of_thing on audit_entry (thing_id, at desc, id desc);
create index audit_entry_by_kind on audit_entry (seller_id, thing, at desc, id desc);
call keep_sellers_apart('audit_entry', 'seller_id');
revoke update, delete on audit_entry from meterbridge_worker;
grant select on audit_entry to meterbridge_seller;

create function keep_what_was_noted() returns trigger
    language plpgsql
    as $$
begin
    raise exception 'what was noted about a change stays as it is'
        using errcode = 'integrity_constraint_violation';
end
$$;
create trigger keep_what_was_noted before update or delete or truncate on audit_entry
    for each statement execute function keep_what_was_noted();

-- A row as it may be noted: whatever is sealed, hashed or named a secret is replaced, so that a change of it
-- shows and its content does not.
create function without_secrets(columns jsonb) returns jsonb
    language sql immutable
    as $$
    select jsonb_object_agg(key, case
        when jsonb_typeof(value) = 'null' then value
        when key ~ '(secret|hash|token|password)' or value #>> '{}' ~ '^\\x([0-9a-f]{2})*$' then '"[secret]"'
        else value end)
    from jsonb_each(columns)
$$;

-- meterbridge.call is set by the API for the length of one transaction; other work leaves evidence of its own.
-- It runs as the tables' owner, because nobody else may write an entry into the log of a seller.
create function note_change() returns trigger
    language plpgsql security definer set search_path from current
    as $$
declare
    call   constant jsonb := current_setting('meterbridge.call')::jsonb;
    old_row constant jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
    new_row constant jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
    whole   constant jsonb := coalesce(new_row, old_row);
    noted_old jsonb := old_row;
    noted_new jsonb := new_row;
begin
    if tg_op = 'UPDATE' then
        select jsonb_object_agg(key, old_row -> key), jsonb_object_agg(key, value)
        into noted_old, noted_new
        from jsonb_each(new_row)
        where value is distinct from old_row -> key;
        if noted_new is null then
            return null;
        end if;
    end if;
    insert into audit_entry (seller_id, at, client_id, role, operation, change, thing, thing_id, before, after)
    values ((whole ->> tg_argv[0])::uuid, (call ->> 'at')::timestamptz, call ->> 'client_id', call ->> 'role',
            call ->> 'operation', lower(tg_op), tg_table_name,
            coalesce(whole ->> 'id', whole ->> 'client_id', whole ->> 'provider', whole ->> 'contract_id',
                     whole ->> 'account_id', whole ->> tg_argv[0], ''),
            without_secrets(noted_old), without_secrets(noted_new));
    return null;
end
$$;

create procedure note_changes_of(noted_table regclass, seller_column text)
    language plpgsql
    as $$
begin
    execute format('create trigger note_change after insert or update or delete on %s for each row '
                   'when (nullif(current_setting(''meterbridge.call'', true), '''') is not null) '
                   'execute function note_change(%L)', noted_table, seller_column);
end
$$;

-- Tables that exist already; remembered answers are no change of anything, and the log does not note itself.
do $$
declare
    seller_table text;
begin
    for seller_table in
        select c.table_name from information_schema.columns c
        join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
        where c.table_schema = current_schema() and c.column_name = 'seller_id'
          and c.table_name not in ('audit_entry', 'idempotent_answer')
        order by c.table_name
    loop
        call note_changes_of(seller_table::regclass, 'seller_id');
    end loop;
end
$$;
call note_changes_of('seller', 'id');
call note_changes_of('metering_run', 'seller_id');

-- Tables to come: who keeps sellers apart also notes their changes.
create or replace procedure keep_sellers_apart(tenant_table regclass, seller_column text)
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format('create policy own_rows on %s to meterbridge_seller using (%I = current_seller()) '
                   'with check (%I = current_seller())', tenant_table, seller_column, seller_column);
    execute format('create policy all_rows on %s to meterbridge_worker using (true) with check (true)',
                   tenant_table);
    execute format('grant select, insert, update, delete on %s to meterbridge_worker', tenant_table);
    call note_changes_of(tenant_table, seller_column);
end
$$;
