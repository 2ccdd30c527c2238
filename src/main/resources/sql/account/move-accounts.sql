-- What do these answers mean for the accounts behind them?
update account a
set state = row.state, probe_at = row.probe_at,
    -- an account whose ledger does not add up waits for the next proof, whatever else stops it
    state_reason = case when a.state_reason = 'proof-failed' then a.state_reason else row.reason end
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, state text, reason text, probe_at timestamptz)
where a.id = row.id
  and a.state <> 'detached'
  -- what a human has to decide is not decided by a later answer
  and (a.state <> 'blocked' or row.state = 'blocked')
  and (row.state <> 'metering' or a.state = 'parked')
