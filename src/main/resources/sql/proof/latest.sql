-- When was each ledger last proven, and how much was wrong?
select distinct on (seller_id) seller_id, proven_at, accounts, records, findings
from ledger_proof
order by seller_id, proven_at desc
