-- What a human said about a record that waited for one: who, when, and over how much money. Never changed.
create table record_decision (
    id          bigint generated always as identity primary key,
    seller_id   uuid        not null,
    record_id   uuid        not null,
    decision    text        not null check (decision in ('released', 'dropped', 'billed', 'not-billed')),
    reason      text,
    amount      numeric     not null,
    decided_by  text        not null,
    decided_at  timestamptz not null,
    foreign key (seller_id, record_id) references metering_record (seller_id, id)
);
create index record_decision_of_record on record_decision (record_id, id);
call keep_sellers_apart('record_decision', 'seller_id');
grant select, insert on record_decision to meterbridge_seller;
create trigger refuse_to_forget before delete or update on record_decision
    for each row execute function refuse_to_forget();
