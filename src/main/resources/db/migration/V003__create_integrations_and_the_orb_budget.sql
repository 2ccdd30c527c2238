-- What a seller connects: Orb and the marketplaces. `settings` holds what may be shown;
-- everything secret is in `sealed_secret`, bound to this very row.
create table integration (
    seller_id     uuid        not null references seller,
    provider      text        not null check (length(provider) between 1 and 40),
    status        text        not null check (status in ('connected', 'broken')),
    broken_reason text,
    settings      jsonb       not null default '{}',
    sealed_secret bytea,
    secret_hint   text,
    start_at      timestamptz,
    mode          text check (mode in ('live', 'test')),
    verified_at   timestamptz not null,
    updated_at    timestamptz not null,
    -- a refused credential pauses the lane: not tried again before this instant, then one call alone
    retry_at      timestamptz,
    refusals      integer     not null default 0,
    primary key (seller_id, provider),
    constraint orb_has_a_start_and_a_mode
        check (provider <> 'orb' or (start_at is not null and mode is not null)),
    constraint broken_says_why check ((status = 'broken') = (broken_reason is not null))
);
call keep_sellers_apart('integration', 'seller_id');
grant select, insert, update, delete on integration to meterbridge_seller;

-- Permits to call Orb's analytics endpoints, one row per Orb account, drawn in blocks by every replica.
create table orb_budget (
    seller_id    uuid primary key references seller,
    tokens       numeric     not null default 0,
    refilled_at  timestamptz not null,
    paused_until timestamptz,
    throttles    integer     not null default 0
);
call keep_sellers_apart('orb_budget', 'seller_id');
grant select, insert, update on orb_budget to meterbridge_seller;
