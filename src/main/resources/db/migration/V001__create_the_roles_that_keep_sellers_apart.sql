-- Two roles, neither a superuser nor a table owner, so row-level security binds both.
--   meterbridge_seller  sees the rows of the seller named in meterbridge.seller_id, and none when it is unset
--   meterbridge_worker  works across sellers: claims, freezes, submissions, recovery
-- Roles belong to the whole server, so another database of it may have made them already.
do $$
begin
    if not exists (select from pg_roles where rolname = 'meterbridge_seller') then
        create role meterbridge_seller nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'meterbridge_worker') then
        create role meterbridge_worker nologin;
    end if;
end
$$;

-- Whoever migrates speaks as either role later. An administrator who made the roles beforehand has granted
-- them as well, and a login that is no administrator could not repeat that.
do $$
declare
    needed constant text := case when current_setting('server_version_num')::int >= 160000
                                 then 'SET' else 'MEMBER' end;
    role_name text;
begin
    foreach role_name in array array['meterbridge_seller', 'meterbridge_worker'] loop
        if not pg_has_role(current_user, role_name, needed) then
            execute format('grant %I to %I', role_name, current_user);
        end if;
    end loop;
end
$$;

do $$
begin
    execute format('grant usage on schema %I to meterbridge_seller, meterbridge_worker', current_schema());
end
$$;

-- The seller on whose behalf this transaction runs; null (which matches nothing) when nobody said.
create function current_seller() returns uuid
    language sql stable
    as $$ select nullif(current_setting('meterbridge.seller_id', true), '')::uuid $$;

-- One door for the policies, so that no table can be given a different rule by accident.
create procedure keep_sellers_apart(tenant_table regclass, seller_column text)
    language plpgsql
    as $$
begin
    execute format('alter table %s enable row level security', tenant_table);
    execute format('create policy own_rows on %s to meterbridge_seller using (%I = current_seller()) '
                   'with check (%I = current_seller())', tenant_table, seller_column, seller_column);
    execute format('create policy all_rows on %s to meterbridge_worker using (true) with check (true)',
                   tenant_table);
    execute format('grant select, insert, update, delete on %s to meterbridge_worker', tenant_table);
end
$$;
