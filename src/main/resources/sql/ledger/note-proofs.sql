-- What did a marketplace's own report prove about these records? Kept like an attempt that was answered.
insert into metering_attempt (seller_id, record_id, claim_token, owner, claimed_at, sent_at, answered_at, outcome,
    code, answer)
select row.seller_id, row.record_id, nextval('claim_token'), 'read-back', row.at, row.at, row.at, row.outcome,
       'read-back', row.answer
from jsonb_to_recordset(:rows::jsonb) as row (seller_id uuid, record_id uuid, at timestamptz, outcome text,
    answer jsonb)
