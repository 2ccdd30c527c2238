-- Another tool may meter beside this one until a contract is cut over at an exact hour (money.md M-23): slots from that
-- hour on are told from here, those before stay shadows.
alter table contract
    add column cut_over_at timestamptz,
    add constraint a_contract_is_cut_over_at_a_whole_hour check (extract(epoch from cut_over_at)::bigint % 3600 = 0);

-- What the other tool told the marketplace, imported hour by hour; told again it replaces what was told before.
create table other_tool_usage (
    contract_id uuid        not null,
    dimension   text        not null check (length(dimension) <= 300),
    hour        timestamptz not null,
    seller_id   uuid        not null,
    units       numeric     not null,
    value       numeric     not null,
    told_at     timestamptz not null,
    primary key (contract_id, dimension, hour),
    foreign key (seller_id, contract_id) references contract (seller_id, id),
    constraint hours_are_whole check (extract(epoch from hour)::bigint % 3600 = 0)
);
call keep_sellers_apart('other_tool_usage', 'seller_id');
-- thousands of lines of another tool's words
drop trigger note_change on other_tool_usage;
grant select, insert, update on other_tool_usage to meterbridge_seller;

-- By how much what the other tool told before the cut-over differs from our shadows of it; the account's shadowed
-- value follows, and with it what is owed.
create table shadow_correction (
    id           bigint generated always as identity primary key,
    seller_id    uuid        not null,
    account_id   uuid        not null,
    contract_id  uuid        not null,
    other_value  numeric     not null,
    shadow_value numeric     not null,
    amount       numeric     not null check (amount <> 0),
    booked_at    timestamptz not null,
    foreign key (seller_id, account_id) references account (seller_id, id),
    foreign key (seller_id, contract_id) references contract (seller_id, id)
);
create index shadow_correction_of_account on shadow_correction (account_id);
create index shadow_correction_of_contract on shadow_correction (contract_id);
call keep_sellers_apart('shadow_correction', 'seller_id');
grant select, insert on shadow_correction to meterbridge_seller;
create trigger refuse_to_forget before delete or update on shadow_correction
    for each row execute function refuse_to_forget();

create function correct_shadows() returns trigger
    language plpgsql
    as $$
begin
    update account a
    set shadowed = a.shadowed + d.amount
    from (select account_id, sum(amount) as amount from new_rows group by account_id) d
    where a.id = d.account_id;
    return null;
end
$$;
create trigger correct_shadows after insert on shadow_correction
    referencing new table as new_rows
    for each statement execute function correct_shadows();
