-- How far are the clocks of others from ours, as their last answers say?
insert into clock_skew (host, seconds, since, seen_at)
select host, seconds, seen_at, seen_at
from jsonb_to_recordset(:rows::jsonb) as row (host text, seconds numeric, seen_at timestamptz)
on conflict (host) do update
set seconds = excluded.seconds, seen_at = excluded.seen_at,
    -- it is as old as the first answer that showed it
    since = case when abs(clock_skew.seconds) > 30 then clock_skew.since else excluded.since end
