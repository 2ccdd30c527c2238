-- How is the marketplace told who used it? Decided at the first record, never changed after.
update contract c
set metering_identity = row.identity
from jsonb_to_recordset(:rows::jsonb) as row (contract_id uuid, identity jsonb)
where c.id = row.contract_id and c.metering_identity is null
