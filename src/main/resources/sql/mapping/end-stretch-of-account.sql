-- The account goes on under another contract: its last stretch ends where the new contract begins.
update account_contract ac
set until_at = greatest(ac.from_at, least(coalesce(c.end_at, :startAt), :now))
from contract c
where c.id = ac.contract_id and ac.account_id = :account and ac.until_at is null and ac.contract_id <> :contract
