-- After a cancellation Orb is read at planned instants, and what is due goes out before everything else
-- (money.md M-24). One row for each account that the contract metered when it ended.
create table final_usage (
    id             uuid primary key,
    seller_id      uuid          not null references seller,
    contract_id    uuid          not null,
    account_id     uuid          not null,
    -- open: the hourly lane leaves the account alone; finished: it may go on
    state          text          not null check (state in ('open', 'finished')),
    -- the earliest instant that any event gave, and from when on the marketplace takes nothing any more,
    -- counted from the latest
    cancelled_at   timestamptz   not null,
    give_up_at     timestamptz   not null,
    -- when Orb is to be read, and when it is read next; null: every planned read was made
    planned_reads  timestamptz[] not null,
    next_read_at   timestamptz,
    -- the read under way: when it was asked for, and how many are planned after it
    asked_at       timestamptz,
    later_reads    integer       not null default 0 check (later_reads >= 0),
    last_read_at   timestamptz,
    finished_at    timestamptz,
    -- what was left when it was given up, in the account's currency
    lost_amount    numeric check (lost_amount > 0),
    foreign key (seller_id, contract_id) references contract (seller_id, id),
    foreign key (seller_id, account_id) references account (seller_id, id),
    constraint finished_says_when check ((state = 'finished') = (finished_at is not null))
);
create unique index an_account_ends_once_at_a_time on final_usage (account_id) where state = 'open';
create index final_usage_to_read on final_usage (next_read_at) where state = 'open';
create index final_usage_of_contract on final_usage (contract_id);
call keep_sellers_apart('final_usage', 'seller_id');
grant select, insert, update on final_usage to meterbridge_seller;
