-- The account goes on under another contract: its last stretch ends where the new contract begins, or where its own
-- contract ended before that. A term that would have gone on longer says nothing.
update account_contract ac
set until_at = greatest(ac.from_at, least(c.end_at, :startAt, :now))
from contract c
where c.id = ac.contract_id and ac.account_id = :account and ac.until_at is null and ac.contract_id <> :contract
