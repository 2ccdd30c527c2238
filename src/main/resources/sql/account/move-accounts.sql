-- What do these answers mean for the accounts behind them?
update account a
set state = row.state, state_reason = row.reason, probe_at = row.probe_at
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, state text, reason text, probe_at timestamptz)
where a.id = row.id
  and a.state <> 'detached'
  -- what a human has to decide is not decided by a later answer
  and (a.state <> 'blocked' or row.state = 'blocked')
  and (row.state <> 'metering' or a.state = 'parked')
