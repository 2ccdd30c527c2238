-- What the marketplaces sent, byte for byte: stored once, then acknowledged, then worked on.
create table notification_inbox (
    id              uuid primary key,
    seller_id       uuid        not null references seller,
    cloud           text        not null check (length(cloud) between 1 and 40),
    -- what makes two messages the same one, whatever way they came
    message_key     text        not null check (length(message_key) between 1 and 300),
    transport       text        not null
        check (transport in ('sqs', 'webhook', 'service-bus', 'pub-sub', 'poll')),
    body            bytea       not null check (octet_length(body) <= 1048576),
    event_type      text check (length(event_type) <= 300),
    -- which contract it is about, in the marketplace's own words
    contract_key    text check (length(contract_key) <= 300),
    -- when it happened, as the marketplace says
    occurred_at     timestamptz,
    received_at     timestamptz not null,
    state           text        not null
        check (state in ('received', 'processing', 'done', 'ignored', 'parked')),
    reason          text check (length(reason) <= 500),
    attempts        integer     not null default 0,
    -- attempts since the last answer that ended in nothing
    failures        integer     not null default 0,
    -- when it is worked on; while it is processing, when its claim ends
    next_attempt_at timestamptz not null,
    claim_token     bigint,
    settled_at      timestamptz,
    unique (seller_id, id),
    constraint a_message_is_stored_once unique (seller_id, cloud, message_key),
    constraint a_claim_has_its_token check ((state = 'processing') = (claim_token is not null)),
    constraint ignored_and_parked_say_why check (state not in ('ignored', 'parked') or reason is not null),
    constraint settled_says_when check ((state in ('done', 'ignored', 'parked')) = (settled_at is not null))
);
create index notification_to_work_on on notification_inbox (seller_id, next_attempt_at, id)
    where state in ('received', 'processing');
create index notification_of_open_contract on notification_inbox (seller_id, cloud, contract_key)
    where state in ('received', 'processing');
create index notification_by_arrival on notification_inbox (seller_id, received_at desc, id);
create index notification_by_state on notification_inbox (seller_id, state, received_at desc, id);
create index notification_of_contract on notification_inbox (seller_id, contract_key, received_at desc);
call keep_sellers_apart('notification_inbox', 'seller_id');
grant select, insert, update on notification_inbox to meterbridge_seller;
