-- What exactly was wrong?
insert into proof_finding (seller_id, proven_at, problem, account_id, record_id, found, amount, message)
select seller_id, proven_at, problem, account_id, record_id, found, amount, message
from jsonb_to_recordset(:rows::jsonb) as row (seller_id uuid, proven_at timestamptz, problem text,
    account_id uuid, record_id uuid, found bigint, amount numeric, message text)
