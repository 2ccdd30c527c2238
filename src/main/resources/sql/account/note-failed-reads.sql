-- Which accounts could not be read? "Could not read" is never "no usage": the hour stays open for them.
update account a
set read_failures = row.failures, read_error = row.error, next_read_at = row.next_read_at,
    failed_hour = case when row.gives_up then row.hour else a.failed_hour end,
    narrow_reads = a.narrow_reads or row.narrow,
    state = case when row.blocks and a.state = 'metering' then 'blocked' else a.state end,
    state_reason = case when row.blocks and a.state = 'metering' then row.reason else a.state_reason end,
    lease_until = null
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, claim_token bigint, failures integer, error text,
    next_read_at timestamptz, gives_up boolean, hour timestamptz, narrow boolean, blocks boolean,
    reason text)
where a.id = row.id and a.claim_token = row.claim_token
