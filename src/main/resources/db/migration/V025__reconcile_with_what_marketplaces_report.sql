-- How an account stood when a day of its marketplace had ended: a difference between two of these is what a month
-- or a day cost. Days are those of UTC, on Google Cloud those of its Pacific months.
create table account_position (
    account_id  uuid        not null,
    at          timestamptz not null,
    seller_id   uuid        not null,
    taken_at    timestamptz not null,
    month_start boolean     not null,
    cost        numeric     not null,
    baseline    numeric     not null,
    included    numeric     not null,
    primary key (account_id, at),
    foreign key (seller_id, account_id) references account (seller_id, id)
);
create index account_position_of_days on account_position (at) where not month_start;
call keep_sellers_apart('account_position', 'seller_id');
grant select on account_position to meterbridge_seller;

-- What a marketplace itself says was used: from its report files, or read from it. One row per buyer, dimension and
-- time; the same told again replaces it. `identity` is the marketplace's name for the agreement.
create table marketplace_usage (
    id          uuid primary key,
    seller_id   uuid        not null references seller,
    cloud       text        not null check (length(cloud) between 1 and 40),
    source      text        not null check (source in ('report', 'read-back')),
    identity    text        not null check (length(identity) between 1 and 300),
    -- null: no contract of ours has that identity
    contract_id uuid,
    -- empty where a report does not tell dimensions
    dimension   text        not null check (length(dimension) <= 300),
    from_at     timestamptz not null,
    to_at       timestamptz not null,
    units       numeric,
    amount      numeric,
    currency    text check (currency = upper(currency)),
    told_at     timestamptz not null,
    unique (seller_id, cloud, identity, dimension, from_at, to_at),
    foreign key (seller_id, contract_id) references contract (seller_id, id),
    constraint it_lasts check (to_at > from_at),
    constraint it_tells_something check (units is not null or amount is not null),
    constraint money_has_a_currency check (amount is null or currency is not null)
);
create index marketplace_usage_of_contract on marketplace_usage (contract_id, from_at) where contract_id is not null;
create index marketplace_usage_of_cloud on marketplace_usage (seller_id, cloud, from_at);
call keep_sellers_apart('marketplace_usage', 'seller_id');
-- a report has thousands of lines, and they are the marketplace's words
drop trigger note_change on marketplace_usage;
grant select, insert, update on marketplace_usage to meterbridge_seller;

-- When a marketplace that tells what it booked was last asked for it.
alter table integration add column booked_read_at timestamptz;
