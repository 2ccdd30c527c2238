create table seller (
    id         uuid primary key,
    name       text        not null check (length(name) between 1 and 200),
    created_at timestamptz not null
);
call keep_sellers_apart('seller', 'id');
grant select on seller to meterbridge_seller;

-- The operator's credential belongs to no seller.
create table api_credential (
    client_id   text primary key,
    seller_id   uuid references seller,
    role        text        not null check (role in ('operator', 'seller')),
    secret_hash text        not null,
    created_at  timestamptz not null,
    constraint a_seller_credential_names_its_seller check ((role = 'seller') = (seller_id is not null))
);
call keep_sellers_apart('api_credential', 'seller_id');
grant select, insert, delete on api_credential to meterbridge_seller;

-- Only the SHA-256 of a token is stored; the token itself is shown once, in the answer that issues it.
create table access_token (
    token_hash bytea primary key,
    client_id  text        not null references api_credential on delete cascade,
    issued_at  timestamptz not null,
    expires_at timestamptz not null
);
create index access_token_expiry on access_token (expires_at);
create index access_token_of_credential on access_token (client_id);
alter table access_token enable row level security;
create policy all_rows on access_token to meterbridge_worker using (true) with check (true);
grant select, insert, update, delete on access_token to meterbridge_worker;
