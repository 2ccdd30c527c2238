-- Where a seller wants to be told, and of what. `status` deleted keeps the evidence of its deliveries.
create table webhook_endpoint (
    id                uuid primary key,
    seller_id         uuid        not null references seller,
    url               text        not null,
    description       text,
    event_types       text[]      not null,
    -- the seller's own names for types of event; {cloud} in one stands for the marketplace
    event_names       jsonb       not null default '{}',
    status            text        not null check (status in ('enabled', 'disabled', 'deleted')),
    disabled_reason   text check (disabled_reason in ('seller', 'gone', 'failing')),
    sealed_secret     bytea,
    -- the secret before the last rotation goes on signing until then
    sealed_old_secret bytea,
    old_secret_until  timestamptz,
    -- since when nothing but failures; null after a success
    failing_since     timestamptz,
    created_at        timestamptz not null,
    last_modified_at  timestamptz not null,
    unique (seller_id, id),
    constraint it_subscribes_to_something check (cardinality(event_types) > 0),
    constraint disabled_says_why check ((status = 'disabled') = (disabled_reason is not null)),
    constraint only_a_deleted_one_has_no_secret check ((status = 'deleted') = (sealed_secret is null)),
    constraint an_old_secret_ends check ((sealed_old_secret is null) = (old_secret_until is null))
);
create index webhook_endpoint_of_seller on webhook_endpoint (seller_id, created_at, id);
call keep_sellers_apart('webhook_endpoint', 'seller_id');
grant select, insert, update on webhook_endpoint to meterbridge_seller;

-- What happened, in the words that every receiver gets. Written in the transaction of the change itself and
-- never changed: every attempt, replay and receiver sees the same webhook_id and the same bytes.
create table event_outbox (
    id          uuid primary key,
    webhook_id  text        not null generated always as ('msg_' || replace(id::text, '-', '')) stored,
    seller_id   uuid        not null references seller,
    type        text        not null,
    cloud       text,
    occurred_at timestamptz not null,
    -- until when the seller has to act, if there is such an instant
    deadline_at timestamptz,
    body        text        not null,
    recorded_at timestamptz not null,
    unique (seller_id, id)
);
create index event_outbox_of_seller on event_outbox (seller_id, recorded_at desc, id);
create index event_outbox_by_webhook_id on event_outbox (seller_id, webhook_id);
call keep_sellers_apart('event_outbox', 'seller_id');
grant select, insert on event_outbox to meterbridge_seller;
revoke update, delete on event_outbox from meterbridge_worker;

-- One event on its way to one endpoint.
create table webhook_delivery (
    id              uuid primary key,
    seller_id       uuid        not null references seller,
    event_id        uuid        not null,
    endpoint_id     uuid        not null,
    -- only where the endpoint has a name of its own for the type; else the event's
    body            text,
    deadline_at     timestamptz,
    status          text        not null check (status in ('pending', 'sending', 'delivered', 'failed')),
    reason          text check (reason in ('endpoint-disabled', 'endpoint-deleted', 'endpoint-gone',
        'attempts-used-up')),
    attempts        integer     not null default 0,
    -- how many of them since it was recorded or last replayed: its place on the ladder
    step            integer     not null default 0,
    next_attempt_at timestamptz,
    claim_token     bigint,
    lease_until     timestamptz,
    created_at      timestamptz not null,
    delivered_at    timestamptz,
    unique (seller_id, id),
    unique (event_id, endpoint_id),
    foreign key (seller_id, event_id) references event_outbox (seller_id, id),
    foreign key (seller_id, endpoint_id) references webhook_endpoint (seller_id, id),
    constraint pending_says_when check ((status = 'pending') = (next_attempt_at is not null)),
    constraint sending_has_an_owner
        check ((status = 'sending') = (claim_token is not null and lease_until is not null)),
    constraint failed_says_why check ((status = 'failed') = (reason is not null))
) with (fillfactor = 80);
create index webhook_delivery_due on webhook_delivery (endpoint_id, next_attempt_at) where status = 'pending';
create index webhook_delivery_next on webhook_delivery (endpoint_id, (deadline_at is null), next_attempt_at)
    where status = 'pending';
create index webhook_delivery_in_flight on webhook_delivery (endpoint_id) where status = 'sending';
create index webhook_delivery_of_seller on webhook_delivery (seller_id, created_at desc, id);
create index webhook_delivery_of_endpoint on webhook_delivery (seller_id, endpoint_id, created_at desc, id);
call keep_sellers_apart('webhook_delivery', 'seller_id');
grant select, insert on webhook_delivery to meterbridge_seller;
grant update (status, reason, step, next_attempt_at) on webhook_delivery to meterbridge_seller;
revoke update, delete on webhook_delivery from meterbridge_worker;
grant update (status, reason, attempts, step, next_attempt_at, claim_token, lease_until, delivered_at)
    on webhook_delivery to meterbridge_worker;

-- Evidence: every answer to a delivery, and every silence. Append-only.
create table webhook_attempt (
    id             bigint generated always as identity primary key,
    seller_id      uuid        not null,
    delivery_id    uuid        not null,
    claim_token    bigint      not null,
    attempted_at   timestamptz not null,
    outcome        text        not null check (outcome in ('delivered', 'refused', 'no-answer', 'blocked')),
    http_status    integer,
    latency_millis integer     not null check (latency_millis >= 0),
    -- the beginning of what the receiver said, or why there is no answer
    answer         text,
    unique (delivery_id, claim_token),
    foreign key (seller_id, delivery_id) references webhook_delivery (seller_id, id)
);
call keep_sellers_apart('webhook_attempt', 'seller_id');
grant select on webhook_attempt to meterbridge_seller;
revoke update, delete on webhook_attempt from meterbridge_worker;
