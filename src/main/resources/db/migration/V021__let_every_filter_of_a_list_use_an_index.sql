-- What buyers and contracts can be looked up by has a column of its own and an index that begins with the
-- seller, as V009 explains, and goes on in the order of the lists, so that a page of many matches is read
-- in order and they are counted without touching the table.
alter table buyer
    add column product_code text generated always as (cloud_identifiers ->> 'product_code') stored;
create index buyer_by_product on buyer (seller_id, product_code, created_at, id) where product_code is not null;
create index buyer_by_cloud on buyer (seller_id, cloud, created_at, id);

alter table contract
    add column offer_id text generated always as (cloud_identifiers ->> 'offer_id') stored,
    add column plan_id text generated always as (cloud_identifiers ->> 'plan_id') stored,
    add column plan_name text generated always as (cloud_identifiers ->> 'plan') stored;
create index contract_by_offer on contract (seller_id, offer_id, created_at, id) where offer_id is not null;
create index contract_by_plan_id on contract (seller_id, plan_id, created_at, id) where plan_id is not null;
create index contract_by_plan_name on contract (seller_id, plan_name, created_at, id)
    where plan_name is not null;
create index contract_by_cloud on contract (seller_id, cloud, created_at, id);
create index contract_by_status on contract (seller_id, status, created_at, id);
create index contract_by_listing on contract (seller_id, listing_id, created_at, id);
drop index contract_of_listing;

create index listing_by_cloud_id on listing (seller_id, cloud_id);
create index listing_by_modification on listing (seller_id, last_modified_at, id);
create index listing_by_creation on listing (seller_id, created_at, id);
create index seller_by_name on seller (name);
create index seller_by_creation on seller (created_at, id);
create index metering_record_of_dimension on metering_record (seller_id, dimension, hour desc, id);

-- How many buyers and contracts a seller has. Every page of a list says so (requirements.md S5), and
-- counting a million rows for it would take longer than finding the one that is wanted. The parts keep
-- writers at the same time from waiting for one another.
create table row_count (
    seller_id uuid     not null references seller,
    counted   text     not null check (counted in ('buyer', 'contract')),
    part      smallint not null,
    rows      bigint   not null,
    primary key (seller_id, counted, part)
);
call keep_sellers_apart('row_count', 'seller_id');
grant select, insert, update on row_count to meterbridge_seller;

create function count_rows() returns trigger
    language plpgsql
    as $$
begin
    insert into row_count (seller_id, counted, part, rows)
    select seller_id, tg_table_name, pg_backend_pid() % 8,
           case tg_op when 'INSERT' then count(*) else -count(*) end
    from moved group by seller_id order by seller_id
    on conflict (seller_id, counted, part) do update set rows = row_count.rows + excluded.rows;
    return null;
end
$$;

insert into row_count (seller_id, counted, part, rows)
select seller_id, 'buyer', 0, count(*) from buyer group by seller_id
union all
select seller_id, 'contract', 0, count(*) from contract group by seller_id;

create trigger count_new_buyers after insert on buyer
    referencing new table as moved for each statement execute function count_rows();
create trigger count_removed_buyers after delete on buyer
    referencing old table as moved for each statement execute function count_rows();
create trigger count_new_contracts after insert on contract
    referencing new table as moved for each statement execute function count_rows();
create trigger count_removed_contracts after delete on contract
    referencing old table as moved for each statement execute function count_rows();
