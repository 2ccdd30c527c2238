-- When a buyer came to the seller's sign-up page first; null for one whom only notifications told of.
alter table buyer add column registered_at timestamptz;

-- A sign-up has its contract read, like a poll.
alter table notification_inbox drop constraint notification_inbox_transport_check;
alter table notification_inbox add constraint notification_inbox_transport_check
    check (transport in ('sqs', 'webhook', 'service-bus', 'pub-sub', 'poll', 'landing'));

-- Under which keys sellers are told who signs up; they verify with the public half.
create table signing_key (
    id         uuid primary key,
    public_key jsonb       not null,
    sealed_key bytea       not null,
    created_at timestamptz not null
);
grant select, insert, update, delete on signing_key to meterbridge_worker;
