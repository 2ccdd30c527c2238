-- Where do these records go from here? Only the owner of a claim, or proof of acceptance, moves one.
update metering_record r
set status = row.status, uncertain = row.uncertain, foreign_slot = row.foreign_slot, reason = row.reason,
    batch_limit = row.batch_limit, next_attempt_at = coalesce(row.next_attempt_at, 'infinity'),
    -- where resends are bounded in time, the hour closes for this record when they end
    closes_at = least(r.closes_at, row.resend_until),
    claim_token = null, lease_until = null,
    accepted_at = case when row.status = 'accepted' then row.at end,
    accepted_quantity = case when row.status = 'accepted' then r.quantity end,
    cloud_record_id = coalesce(row.cloud_record_id, r.cloud_record_id),
    last_modified_at = row.at
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, from_status text, status text, uncertain boolean,
    foreign_slot boolean, reason text, batch_limit integer, next_attempt_at timestamptz,
    resend_until timestamptz, cloud_record_id text, at timestamptz)
where r.id = row.id and r.status = row.from_status
