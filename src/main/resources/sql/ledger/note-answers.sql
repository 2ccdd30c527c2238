-- What came back for these attempts? Written once, whoever owns the record by now.
update metering_attempt t
set answered_at = row.at, sent_at = row.sent_at, outcome = row.outcome, code = row.code, answer = row.answer
from jsonb_to_recordset(:rows::jsonb) as row (record_id uuid, claim_token bigint, at timestamptz,
    sent_at timestamptz, outcome text, code text, answer jsonb)
where t.record_id = row.record_id and t.claim_token = row.claim_token and t.answered_at is null
