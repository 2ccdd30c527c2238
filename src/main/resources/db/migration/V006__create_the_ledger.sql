-- One run per UTC hour; it says that the hour is to be metered, not how far it is.
create table metering_run (
    id          uuid primary key,
    hour        timestamptz not null unique,
    opened_by   text        not null check (opened_by in ('clock', 'operator')),
    status      text        not null check (status in ('running', 'finished')),
    opened_at   timestamptz not null,
    finished_at timestamptz,
    constraint runs_are_whole_hours check (extract(epoch from hour)::bigint % 3600 = 0)
);
create index metering_run_running on metering_run (hour) where status = 'running';
alter table metering_run enable row level security;
create policy all_rows on metering_run to meterbridge_worker using (true) with check (true);
grant select, insert, update on metering_run to meterbridge_worker;

-- What the marketplace is told: whole units of one dimension in one hour for one buyer.
-- docs/ledger.md explains every column, state and arrow.
create table metering_record (
    id                uuid primary key,
    seller_id         uuid        not null references seller,
    account_id        uuid,
    contract_id       uuid        not null,
    listing_id        uuid        not null,
    run_id            uuid references metering_run,
    cloud             text        not null,
    -- records of one lane may travel in one call
    lane              text        not null,
    source            text        not null check (source in ('orb', 'manual')),
    covers_orb_cost   boolean     not null default true,
    counts            boolean     generated always as (source = 'orb' or covers_orb_cost) stored,
    dimension         text        not null,
    hour              timestamptz,
    identity_key      text        not null,
    identity          jsonb       not null,
    plan              text,
    quantity          bigint      not null check (quantity >= 0),
    accepted_quantity bigint,
    unit_price        numeric     not null check (unit_price > 0),
    value             numeric     not null,
    correction        numeric     not null default 0,
    currency          text        not null,

    -- the sum this quantity was taken from
    cost              numeric,
    baseline          numeric,
    included          numeric,
    committed_before  numeric,
    written_off       numeric,
    reading           jsonb,

    status            text        not null check (status in ('held', 'frozen', 'sending', 'unknown',
        'accepted', 'rejected', 'expired', 'returned', 'written_off', 'shadow')),
    reason            text,
    -- true once an attempt may have arrived without a readable answer; only proof ends that
    uncertain         boolean     not null default false,
    -- somebody else's usage sits in this slot
    foreign_slot      boolean     not null default false,
    attempts          integer     not null default 0,
    batch_limit       integer     not null default 25 check (batch_limit >= 1),
    next_attempt_at   timestamptz not null,
    -- from this instant on the marketplace no longer takes usage of that hour
    closes_at         timestamptz,
    claim_token       bigint,
    lease_until       timestamptz,

    frozen_at         timestamptz not null,
    submitted_at      timestamptz,
    accepted_at       timestamptz,
    cloud_record_id   text,
    custom_properties jsonb       not null default '{}',
    last_modified_at  timestamptz not null,

    unique (seller_id, id),
    foreign key (seller_id, account_id) references account (seller_id, id),
    foreign key (seller_id, contract_id) references contract (seller_id, id),
    foreign key (seller_id, listing_id) references listing (seller_id, id),
    constraint hours_are_whole check (extract(epoch from hour)::bigint % 3600 = 0),
    constraint only_what_was_never_slotted_has_no_hour
        check (hour is not null or status in ('held', 'written_off', 'shadow')),
    constraint what_may_be_sent_says_until_when
        check (closes_at is not null or status in ('held', 'written_off', 'shadow')),
    constraint value_is_units_times_price check (value = quantity * unit_price),
    -- R-01: at the moment it was frozen, nothing beyond the cost was billed, and the sum is all there
    constraint never_more_than_is_owed
        check (source <> 'orb' or quantity = 0
            or coalesce(value <= cost - baseline - included - committed_before - written_off, false)),
    -- M-13: without proof an uncertain record can be neither free again nor refused
    constraint uncertainty_is_sticky
        check (not uncertain or status not in ('frozen', 'rejected', 'expired', 'held', 'shadow')),
    constraint unknown_means_uncertain check (status <> 'unknown' or uncertain or foreign_slot),
    constraint sending_has_an_owner
        check ((status = 'sending') = (claim_token is not null and lease_until is not null)),
    constraint accepted_says_when_and_how_many
        check (status <> 'accepted' or (accepted_at is not null and accepted_quantity is not null))
) with (fillfactor = 80);

-- M-10, R-10: one record per slot. Only a plain refusal frees a slot again.
create unique index one_record_per_identity_dimension_and_hour
    on metering_record (seller_id, cloud, identity_key, dimension, hour)
    where status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned');
create unique index one_record_per_contract_dimension_and_hour
    on metering_record (contract_id, dimension, hour)
    where status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned');
create index metering_record_unsent on metering_record (next_attempt_at)
    where status in ('frozen', 'unknown');
create index metering_record_leased on metering_record (lease_until) where status = 'sending';
create index metering_record_of_account on metering_record (account_id, hour);
create index metering_record_of_run on metering_record (run_id, status) where run_id is not null;
create index metering_record_of_seller on metering_record (seller_id, hour desc, id);
call keep_sellers_apart('metering_record', 'seller_id');
grant select, insert, update on metering_record to meterbridge_seller;

-- Evidence: every time a record was claimed for sending, and what came back, if anything did.
create table metering_attempt (
    id           bigint generated always as identity primary key,
    seller_id    uuid        not null,
    record_id    uuid        not null,
    claim_token  bigint      not null,
    owner        text        not null,
    claimed_at   timestamptz not null,
    sent_at      timestamptz,
    answered_at  timestamptz,
    outcome      text check (outcome in ('accepted', 'duplicate', 'refused', 'closed', 'later',
        'credentials', 'batch-refused', 'not-sent', 'no-answer')),
    code         text,
    answer       jsonb,
    unique (record_id, claim_token),
    foreign key (seller_id, record_id) references metering_record (seller_id, id)
);
call keep_sellers_apart('metering_attempt', 'seller_id');
grant select on metering_attempt to meterbridge_seller;

-- M-08: a price learnt late changes what accepted units are worth, never how many they were.
create table value_correction (
    id           bigint generated always as identity primary key,
    seller_id    uuid        not null,
    record_id    uuid        not null,
    snapshot_id  bigint      not null,
    amount       numeric     not null,
    old_price    numeric     not null,
    new_price    numeric     not null,
    reason       text        not null check (reason in ('price-correction')),
    booked_at    timestamptz not null,
    unique (record_id, snapshot_id),
    foreign key (seller_id, record_id) references metering_record (seller_id, id),
    foreign key (seller_id, snapshot_id) references price_snapshot (seller_id, id)
);
call keep_sellers_apart('value_correction', 'seller_id');
grant select, insert on value_correction to meterbridge_seller;
