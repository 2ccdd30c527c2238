-- Where do these accounts stand after their hour? One small update each, a record or none.
update account a
set cost = row.cost, baseline = row.baseline, included = row.included, written_off = row.written_off,
    sealed_cost = row.sealed_cost, sealed_baseline = row.sealed_baseline,
    settled_read_at = row.read_at, cursor_hour = row.cursor_hour, hours_in_row = row.hours_in_row,
    history_read_to = row.read_to, probe_at = row.probe_at,
    next_read_at = row.read_at, failed_hour = null, read_failures = 0, read_error = null,
    lease_until = null,
    -- prices in the listing's currency again: metering goes on with the next hour
    state = case when a.state_reason = 'currency-mismatch' then 'metering' else a.state end,
    state_reason = case when a.state_reason = 'currency-mismatch' then null else a.state_reason end
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, claim_token bigint, cost numeric, baseline numeric,
    included numeric, written_off numeric, sealed_cost numeric, sealed_baseline numeric,
    read_at timestamptz, cursor_hour timestamptz, hours_in_row integer, read_to timestamptz,
    probe_at timestamptz)
where a.id = row.id and a.claim_token = row.claim_token
