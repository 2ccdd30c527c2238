-- What a record adds to its account's committed value.
create function committed_value(status text, counts boolean, value numeric, correction numeric)
    returns numeric
    language sql immutable
    as $$
    select case when counts and status in ('held', 'frozen', 'sending', 'unknown', 'accepted')
                then value + correction else 0 end
$$;

-- Keeps account.committed equal to the sum over its records, whoever writes them.
create function commit_new_records() returns trigger
    language plpgsql
    as $$
begin
    update account a
    set committed = a.committed + d.amount, shadowed = a.shadowed + d.shadow
    from (select account_id, sum(committed_value(status, counts, value, correction)) as amount,
                 coalesce(sum(value) filter (where status = 'shadow'), 0) as shadow
          from new_rows where account_id is not null group by account_id) d
    where a.id = d.account_id and (d.amount <> 0 or d.shadow <> 0);
    return null;
end
$$;
create trigger commit_new_records after insert on metering_record
    referencing new table as new_rows
    for each statement execute function commit_new_records();

create function commit_changed_records() returns trigger
    language plpgsql
    as $$
begin
    update account a
    set committed = a.committed + d.amount
    from (select n.account_id,
                 sum(committed_value(n.status, n.counts, n.value, n.correction)
                   - committed_value(o.status, o.counts, o.value, o.correction)) as amount
          from new_rows n join old_rows o on o.id = n.id
          where n.account_id is not null group by n.account_id) d
    where a.id = d.account_id and d.amount <> 0;
    return null;
end
$$;
create trigger commit_changed_records after update on metering_record
    referencing old table as old_rows new table as new_rows
    for each statement execute function commit_changed_records();

-- Nobody else writes these sums: a statement of its own runs at depth one, the triggers above deeper.
create function leave_committed_to_the_ledger() returns trigger
    language plpgsql
    as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception 'what account % has committed is the sum over its records', new.id
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger leave_committed_to_the_ledger before update of committed, shadowed on account
    for each row when ((old.committed, old.shadowed) is distinct from (new.committed, new.shadowed))
    execute function leave_committed_to_the_ledger();
create trigger begin_with_nothing_committed before insert on account
    for each row when (new.committed <> 0 or new.shadowed <> 0)
    execute function leave_committed_to_the_ledger();

-- R-11: what was frozen stays as it was; a record moves only along the arrows of docs/ledger.md.
create function keep_frozen_records_as_they_are() returns trigger
    language plpgsql
    as $$
declare
    arrows constant jsonb := '{
        "held":        ["frozen", "written_off"],
        "frozen":      ["sending", "expired", "rejected"],
        "sending":     ["frozen", "unknown", "accepted", "rejected", "expired"],
        "unknown":     ["sending", "accepted", "returned"],
        "rejected":    ["accepted"],
        "expired":     ["accepted"],
        "returned":    ["accepted"],
        "accepted":    [],
        "written_off": [],
        "shadow":      []}';
begin
    if (old.id, old.seller_id, old.quantity, old.unit_price, old.value, old.dimension, old.identity_key,
        old.contract_id, old.account_id, old.listing_id, old.cloud, old.source, old.covers_orb_cost,
        old.currency, old.cost, old.baseline, old.included, old.committed_before, old.written_off,
        old.reading, old.frozen_at)
       is distinct from
       (new.id, new.seller_id, new.quantity, new.unit_price, new.value, new.dimension, new.identity_key,
        new.contract_id, new.account_id, new.listing_id, new.cloud, new.source, new.covers_orb_cost,
        new.currency, new.cost, new.baseline, new.included, new.committed_before, new.written_off,
        new.reading, new.frozen_at)
       -- a held record gets these when it is released
       or (old.status <> 'held'
           and (old.hour, old.identity, old.plan, old.lane)
               is distinct from (new.hour, new.identity, new.plan, new.lane))
       -- what was accepted is the marketplace's word
       or (old.status = 'accepted'
           and (old.accepted_quantity, old.accepted_at)
               is distinct from (new.accepted_quantity, new.accepted_at))
       -- only a booked correction changes what a record is worth
       or (old.correction <> new.correction and pg_trigger_depth() < 2) then
        raise exception 'metering record % is frozen and cannot be rewritten', old.id
            using errcode = 'integrity_constraint_violation';
    end if;
    if old.status <> new.status and not (arrows -> old.status) ? new.status then
        raise exception 'metering record % cannot go from % to %', old.id, old.status, new.status
            using errcode = 'integrity_constraint_violation';
    end if;
    if old.uncertain and not new.uncertain and new.status <> 'accepted' then
        raise exception 'metering record % is uncertain until it is proven', old.id
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger keep_frozen_records_as_they_are before update on metering_record
    for each row execute function keep_frozen_records_as_they_are();

create function refuse_to_forget() returns trigger
    language plpgsql
    as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'integrity_constraint_violation';
end
$$;
create trigger refuse_to_forget before delete on metering_record
    for each row execute function refuse_to_forget();
create trigger refuse_to_forget before delete or update on value_correction
    for each row execute function refuse_to_forget();
create trigger refuse_to_forget before delete or update on price_snapshot
    for each row execute function refuse_to_forget();

-- An answer is written once, next to the attempt it answers.
create function write_an_answer_once() returns trigger
    language plpgsql
    as $$
begin
    if tg_op = 'DELETE' or old.answered_at is not null
       or (old.record_id, old.claim_token, old.owner, old.claimed_at)
          is distinct from (new.record_id, new.claim_token, new.owner, new.claimed_at) then
        raise exception 'metering attempt % is evidence and cannot change', old.id
            using errcode = 'integrity_constraint_violation';
    end if;
    return new;
end
$$;
create trigger write_an_answer_once before update or delete on metering_attempt
    for each row execute function write_an_answer_once();

-- A correction is felt by the record it corrects, and through it by the account.
create function apply_correction() returns trigger
    language plpgsql
    as $$
begin
    update metering_record r
    set correction = r.correction + d.amount
    from (select record_id, sum(amount) as amount from new_rows group by record_id) d
    where r.id = d.record_id;
    return null;
end
$$;
create trigger apply_correction after insert on value_correction
    referencing new table as new_rows
    for each statement execute function apply_correction();
