-- An account is one Orb subscription of one seller (money.md M-01): whatever contract meters it,
-- its cost, its committed value and its cursor go on.
create table account (
    id                   uuid primary key,
    seller_id            uuid        not null references seller,
    orb_subscription_id  text        not null,
    currency             text        not null,
    cost_basis           text        not null check (cost_basis in ('total', 'subtotal', 'usage')),
    -- metering: reads and freezes; blocked: reads, freezes nothing until a human acts;
    -- parked: refused for configuration, one probe a day; detached: no contract meters it
    state                text        not null
        check (state in ('metering', 'blocked', 'parked', 'detached')),
    state_reason         text,
    probe_at             timestamptz,

    -- what Orb said about the subscription itself
    time_zone            text        not null,
    subscription_start   timestamptz not null,
    subscription_end     timestamptz,
    period_start         timestamptz,
    period_end           timestamptz,
    subscription_read_at timestamptz not null,

    -- cost of series before this local midnight is never billed; null: the subscription began with the contract
    baseline_at          timestamptz,
    sealed_cost          numeric     not null default 0,
    sealed_baseline      numeric     not null default 0,

    -- the account as last settled
    cost                 numeric     not null default 0,
    baseline             numeric     not null default 0,
    included             numeric     not null default 0,
    written_off          numeric     not null default 0 check (written_off >= 0),
    -- value of every record that counts and is held, frozen, sending, unknown or accepted;
    -- kept by the ledger's triggers, so no statement can forget it
    committed            numeric     not null default 0,
    -- value of shadow records: what would have been sent; it is never owed again when sending begins
    shadowed             numeric     not null default 0,
    settled_read_at      timestamptz,

    -- hours
    first_hour           timestamptz not null,
    cursor_hour          timestamptz not null,
    hours_in_row         integer     not null default 0 check (hours_in_row >= 0),

    -- reading
    history_read_to      timestamptz,
    narrow_reads         boolean     not null default false,
    next_read_at         timestamptz not null,
    failed_hour          timestamptz,
    read_failures        integer     not null default 0,
    read_error           text,

    -- who works on it now (a lease), fenced by the token
    claim_token          bigint      not null default 0,
    lease_until          timestamptz,

    created_at           timestamptz not null,
    unique (seller_id, id),
    unique (seller_id, orb_subscription_id),
    constraint hours_are_whole check (extract(epoch from first_hour)::bigint % 3600 = 0
                                  and extract(epoch from cursor_hour)::bigint % 3600 = 0),
    constraint the_cursor_starts_before_the_first_hour
        check (cursor_hour >= first_hour - interval '1 hour'),
    constraint a_halt_says_why check (state in ('metering', 'detached') or state_reason is not null)
) with (fillfactor = 70);
create index account_due on account (seller_id, cursor_hour, id) where state <> 'detached';
call keep_sellers_apart('account', 'seller_id');
grant select, insert, update on account to meterbridge_seller;

create sequence claim_token;
grant usage on sequence claim_token to meterbridge_worker, meterbridge_seller;

-- Which contract meters an account, from when until when.
create table account_contract (
    account_id  uuid        not null,
    contract_id uuid        not null,
    seller_id   uuid        not null,
    from_at     timestamptz not null,
    until_at    timestamptz,
    primary key (account_id, contract_id, from_at),
    foreign key (seller_id, account_id) references account (seller_id, id),
    foreign key (seller_id, contract_id) references contract (seller_id, id),
    constraint it_ends_no_earlier_than_it_starts check (until_at >= from_at)
);
create unique index an_account_has_one_current_contract on account_contract (account_id)
    where until_at is null;
create unique index a_contract_meters_one_account on account_contract (contract_id)
    where until_at is null;
call keep_sellers_apart('account_contract', 'seller_id');
grant select, insert, update on account_contract to meterbridge_seller;

-- Orb's running total of one price since the start of its billing period or price interval.
create table cost_series (
    account_id    uuid        not null,
    series_start  timestamptz not null,
    price_id      text        not null,
    seller_id     uuid        not null,
    cost          numeric     not null,
    baseline      numeric     not null default 0,
    last_end      timestamptz not null,
    period_end    timestamptz not null,
    first_seen_at timestamptz not null,
    last_seen_at  timestamptz not null,
    missing_since timestamptz,
    sealed_at     timestamptz,
    primary key (account_id, series_start, price_id),
    foreign key (seller_id, account_id) references account (seller_id, id)
) with (fillfactor = 70);
create index cost_series_open on cost_series (account_id) where sealed_at is null;
call keep_sellers_apart('cost_series', 'seller_id');
grant select on cost_series to meterbridge_seller;

-- The part of a contract's term that its upfront or included amount has covered so far.
create table included_term (
    account_id    uuid        not null,
    contract_id   uuid        not null,
    term_start    timestamptz not null,
    seller_id     uuid        not null,
    term_end      timestamptz,
    amount        numeric     not null check (amount >= 0),
    cost_at_start numeric     not null,
    consumed      numeric     not null check (consumed between 0 and amount),
    primary key (account_id, contract_id, term_start),
    foreign key (seller_id, account_id) references account (seller_id, id),
    foreign key (seller_id, contract_id) references contract (seller_id, id)
);
call keep_sellers_apart('included_term', 'seller_id');
grant select on included_term to meterbridge_seller;
