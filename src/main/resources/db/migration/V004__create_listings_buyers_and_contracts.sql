create table listing (
    id                  uuid primary key,
    seller_id           uuid        not null references seller,
    cloud               text        not null check (length(cloud) between 1 and 40),
    cloud_id            text        not null,
    title               text        not null,
    usage_dimension     text        not null,
    unit_price          numeric     not null check (unit_price > 0),
    currency            text        not null check (currency = upper(currency)),
    value_type          text        not null check (value_type in ('int64', 'double')),
    plans               jsonb       not null default '{}',
    cost_basis          text        not null check (cost_basis in ('total', 'subtotal', 'usage')),
    zero_quantity       boolean     not null,
    metering_identity   text        not null,
    service_name        text,
    hold                jsonb,
    shadow              boolean     not null default false,
    send_from_test_mode boolean     not null default false,
    created_at          timestamptz not null,
    last_modified_at    timestamptz not null,
    unique (seller_id, id),
    unique (seller_id, cloud, cloud_id)
);
call keep_sellers_apart('listing', 'seller_id');
grant select, insert, update on listing to meterbridge_seller;

create table buyer (
    id                    uuid primary key,
    seller_id             uuid        not null references seller,
    cloud                 text        not null,
    name                  text        not null,
    -- what makes two buyers the same one, for example aws: product code and account
    identity_key          text        not null,
    cloud_identifiers     jsonb       not null,
    orb_subscription_id   text,
    external_associations jsonb       not null default '{}',
    custom_properties     jsonb       not null default '{}',
    created_at            timestamptz not null,
    last_modified_at      timestamptz not null,
    unique (seller_id, id),
    unique (seller_id, cloud, identity_key)
);
create index buyer_of_subscription on buyer (seller_id, orb_subscription_id)
    where orb_subscription_id is not null;
create index buyer_by_cloud_identifiers on buyer using gin (cloud_identifiers jsonb_path_ops);
create index buyer_by_modification on buyer (seller_id, last_modified_at, id);
create index buyer_by_creation on buyer (seller_id, created_at, id);
call keep_sellers_apart('buyer', 'seller_id');
grant select, insert, update on buyer to meterbridge_seller;

create table contract (
    id                    uuid primary key,
    seller_id             uuid        not null references seller,
    buyer_id              uuid        not null,
    listing_id            uuid        not null,
    cloud                 text        not null,
    status                text        not null
        check (status in ('pending', 'active', 'suspended', 'ending', 'cancelled')),
    start_at              timestamptz not null,
    end_at                timestamptz,
    plan                  text,
    identity_key          text        not null,
    cloud_identifiers     jsonb       not null,
    -- its own mapping; a buyer's mapping feeds a contract that has none
    orb_subscription_id   text,
    external_associations jsonb       not null default '{}',
    custom_properties     jsonb       not null default '{}',
    included_amount       numeric check (included_amount >= 0),
    included_term         text check (included_term in ('contract', 'month')),
    -- how the marketplace is told who used it; fixed at the first record
    metering_identity     jsonb,
    created_at            timestamptz not null,
    last_modified_at      timestamptz not null,
    unique (seller_id, id),
    unique (seller_id, cloud, identity_key),
    foreign key (seller_id, buyer_id) references buyer (seller_id, id),
    foreign key (seller_id, listing_id) references listing (seller_id, id),
    constraint it_ends_after_it_starts check (end_at > start_at),
    constraint included_names_its_term check ((included_amount is null) = (included_term is null))
);
create index contract_of_buyer on contract (seller_id, buyer_id);
create index contract_of_listing on contract (seller_id, listing_id);
create index contract_of_subscription on contract (seller_id, orb_subscription_id)
    where orb_subscription_id is not null;
create index contract_by_cloud_identifiers on contract using gin (cloud_identifiers jsonb_path_ops);
create index contract_by_modification on contract (seller_id, last_modified_at, id);
create index contract_by_creation on contract (seller_id, created_at, id);
call keep_sellers_apart('contract', 'seller_id');
grant select, insert, update on contract to meterbridge_seller;

-- What one unit of a contract's dimension costs from an instant on, and when that was learnt.
-- Append-only: an hour is always priced by the newest row that was effective at it.
create table price_snapshot (
    id           bigint generated always as identity primary key,
    seller_id    uuid        not null references seller,
    contract_id  uuid        not null,
    effective_at timestamptz not null,
    learnt_at    timestamptz not null,
    dimension    text        not null,
    unit_price   numeric     not null check (unit_price > 0),
    currency     text        not null check (currency = upper(currency)),
    plan         text,
    learnt_from  text        not null check (learnt_from in ('listing', 'seller', 'marketplace')),
    unique (seller_id, id),
    foreign key (seller_id, contract_id) references contract (seller_id, id)
);
create index price_snapshot_of_contract on price_snapshot (contract_id, effective_at);
call keep_sellers_apart('price_snapshot', 'seller_id');
grant select, insert on price_snapshot to meterbridge_seller;
