-- What was told when the time after a contract's end was over (money.md M-22, M-24).
alter table final_usage
    -- when the marketplace had taken its last; open until every record is answered
    add column gave_up_at        timestamptz,
    -- of lost_amount: what was still held then and has been written off
    add column dropped_amount    numeric not null default 0 check (dropped_amount >= 0),
    -- what was billed beyond Orb's cost when it was closed, in the account's currency
    add column overbilled_amount numeric check (overbilled_amount > 0),
    -- when held records are released next
    add column holds_next_at     timestamptz,
    add constraint overbilled_when_closed check (overbilled_amount is null or state = 'finished'),
    add constraint dropped_is_lost check (dropped_amount <= coalesce(lost_amount, 0));
create index final_usage_to_close on final_usage (give_up_at) where state = 'open';

alter table metering_record
    -- the last instant of its usage in the hour in which its contract ended; null: the hour's end
    add column usage_end  timestamptz,
    -- its contract has ended: it goes before all others and travels with its own kind
    add column last_usage boolean not null default false,
    add constraint usage_ends_within_its_hour
        check (usage_end is null or usage_end > hour and usage_end < hour + interval '1 hour');

-- R-11: a resend says what the first attempt said.
create function keep_the_end_of_usage() returns trigger
    language plpgsql
    as $$
begin
    raise exception 'metering record % is frozen and cannot be rewritten', old.id
        using errcode = 'integrity_constraint_violation';
end
$$;
create trigger keep_the_end_of_usage before update of usage_end on metering_record
    for each row when (old.status <> 'held' and old.usage_end is distinct from new.usage_end)
    execute function keep_the_end_of_usage();
