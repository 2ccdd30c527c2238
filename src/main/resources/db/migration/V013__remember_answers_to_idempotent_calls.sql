-- What a POST with an Idempotency-Key was answered, written in the transaction of the change itself: either
-- both happened or neither. Sealed, because the answer that creates a credential shows its secret.
create table idempotent_answer (
    seller_id     uuid references seller,
    -- whose keys: a seller's, or the operator's, who belongs to none
    scope         text        not null generated always as (coalesce(seller_id::text, 'operator')) stored,
    key           text        not null check (length(key) between 1 and 255),
    operation     text        not null,
    -- SHA-256 of the operation, its path and query, and its body
    fingerprint   bytea       not null,
    status        integer     not null check (status between 200 and 299),
    sealed_answer bytea,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    primary key (scope, key)
);
create index idempotent_answer_expiry on idempotent_answer (scope, expires_at);
call keep_sellers_apart('idempotent_answer', 'seller_id');
grant select, insert, update, delete on idempotent_answer to meterbridge_seller;
