-- Every day the whole ledger is added up again, seller by seller: when, over how much, and how much was wrong.
create table ledger_proof (
    seller_id uuid        not null references seller,
    proven_at timestamptz not null,
    accounts  bigint      not null check (accounts >= 0),
    records   bigint      not null check (records >= 0),
    findings  bigint      not null check (findings >= 0),
    primary key (seller_id, proven_at)
);
call keep_sellers_apart('ledger_proof', 'seller_id');
revoke update, delete on ledger_proof from meterbridge_worker;
grant select on ledger_proof to meterbridge_seller;

-- What one proof found wrong with one account, or with records of no account. It names rows that may be broken in
-- any way, so it refers to none of them.
create table proof_finding (
    id         bigint generated always as identity primary key,
    seller_id  uuid        not null,
    proven_at  timestamptz not null,
    problem    text        not null check (length(problem) between 1 and 40),
    account_id uuid,
    record_id  uuid,
    -- how many rows of the account have the problem, and what it comes to where it is money
    found      bigint      not null check (found > 0),
    amount     numeric,
    message    text        not null,
    foreign key (seller_id, proven_at) references ledger_proof (seller_id, proven_at)
);
create index proof_finding_of_proof on proof_finding (seller_id, proven_at, id);
call keep_sellers_apart('proof_finding', 'seller_id');
revoke update, delete on proof_finding from meterbridge_worker;
grant select on proof_finding to meterbridge_seller;

create trigger refuse_to_forget before delete or update on ledger_proof
    for each row execute function refuse_to_forget();
create trigger refuse_to_forget before delete or update on proof_finding
    for each row execute function refuse_to_forget();

create index account_with_a_broken_proof on account (seller_id) where state_reason = 'proof-failed';
