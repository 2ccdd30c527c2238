-- How far has older history been read? Nothing is settled on it yet.
update account a
set history_read_to = row.read_to, sealed_cost = row.sealed_cost, sealed_baseline = row.sealed_baseline,
    next_read_at = row.read_at, read_failures = 0, read_error = null, lease_until = null
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, claim_token bigint, sealed_cost numeric,
    sealed_baseline numeric, read_at timestamptz, read_to timestamptz)
where a.id = row.id and a.claim_token = row.claim_token
