-- A contract lives by what its marketplace says: every event that holds is kept, and what follows from them
-- is told once (docs/adr/0011-state-from-events-and-truth.md).
alter table contract
    -- registered through the API, so that its creation is no news to the seller
    add column by_hand            boolean not null default true,
    -- what brought it: api, or the transport of the notification
    add column origin             text    not null default 'api' check (length(origin) between 1 and 40),
    add column ending             text
        check (ending in ('cancelled', 'expired', 'terminated', 'renewed', 'replaced')),
    -- the contract of the same marketplace that it follows
    add column predecessor_key    text,
    -- the earliest instant that any event gave for its end, and the latest
    add column cancelled_at       timestamptz,
    add column last_signal_at     timestamptz,
    add column seller_deadline_at timestamptz,
    add column deadline_at        timestamptz,
    -- what the buyer pays, as last told
    add column terms              jsonb,
    add column truth_read_at      timestamptz,
    add constraint an_end_has_its_instant check ((cancelled_at is null) = (ending is null)),
    add constraint deadlines_belong_to_an_end
        check (cancelled_at is not null or (seller_deadline_at is null and deadline_at is null));

-- Part of the usage is paid for already and nobody has said how much (money.md M-04): nothing is metered.
alter table contract
    add column undecided boolean not null generated always as
        (coalesce(terms ?| array['prepaid', 'entitled'], false) and included_amount is null) stored;

create index contract_by_predecessor on contract (seller_id, cloud, predecessor_key)
    where predecessor_key is not null;

-- Every event that holds, by the key under which the marketplace repeats it; also of contracts not known yet.
create table contract_event (
    seller_id   uuid        not null references seller,
    cloud       text        not null check (length(cloud) between 1 and 40),
    identity    text        not null check (length(identity) between 1 and 300),
    event_key   text        not null check (length(event_key) between 1 and 300),
    step        text        not null check (length(step) between 1 and 40),
    happened_at timestamptz not null,
    detail      jsonb       not null,
    recorded_at timestamptz not null,
    primary key (seller_id, cloud, identity, event_key)
);
call keep_sellers_apart('contract_event', 'seller_id');
grant select, insert on contract_event to meterbridge_seller;

-- What the seller was told of a contract, once for each change.
create table contract_change (
    contract_id  uuid        not null,
    change_key   text        not null check (length(change_key) between 1 and 400),
    seller_id    uuid        not null,
    kind         text        not null check (kind in ('created', 'modified', 'renewed', 'cancelled')),
    happened_at  timestamptz not null,
    terms_before jsonb,
    terms_after  jsonb,
    -- somebody looked and found it, before any event spoke of it
    found        boolean     not null,
    webhook_id   text        not null,
    told_at      timestamptz not null,
    primary key (contract_id, change_key),
    foreign key (seller_id, contract_id) references contract (seller_id, id)
);
call keep_sellers_apart('contract_change', 'seller_id');
grant select, insert on contract_change to meterbridge_seller;
