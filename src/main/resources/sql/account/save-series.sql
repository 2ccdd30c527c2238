-- What do the series say after these readings?
insert into cost_series (account_id, series_start, price_id, seller_id, cost, baseline, last_end, period_end,
                         first_seen_at, last_seen_at, missing_since, sealed_at)
select account_id, series_start, price_id, seller_id, cost, baseline, last_end, period_end,
       read_at, read_at, missing_since, sealed_at
from jsonb_to_recordset(:rows::jsonb) as row (account_id uuid, series_start timestamptz, price_id text,
    seller_id uuid, cost numeric, baseline numeric, last_end timestamptz, period_end timestamptz,
    read_at timestamptz, missing_since timestamptz, sealed_at timestamptz)
on conflict (account_id, series_start, price_id) do update
set cost = excluded.cost, baseline = excluded.baseline, last_end = excluded.last_end,
    period_end = excluded.period_end, last_seen_at = excluded.last_seen_at,
    missing_since = excluded.missing_since, sealed_at = excluded.sealed_at
where cost_series.sealed_at is null
