-- What the Date headers of marketplaces and Orb say about our clock, one row per host that answers. It is the
-- operator's matter: sellers do not see it, and a host may come from another seller's settings.
create table clock_skew (
    host    text        primary key check (length(host) between 1 and 300),
    -- their time minus ours
    seconds numeric     not null,
    -- since when it has been so far off
    since   timestamptz not null,
    seen_at timestamptz not null
);
alter table clock_skew enable row level security;
create policy all_rows on clock_skew to meterbridge_worker using (true) with check (true);
grant select, insert, update on clock_skew to meterbridge_worker;

-- Alarms look for what waits for a human, whoever's it is.
create index metering_record_held on metering_record (frozen_at) where status = 'held';
