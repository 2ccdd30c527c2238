-- When was this ledger proven, and how much of it was wrong?
insert into ledger_proof (seller_id, proven_at, accounts, records, findings)
values (:seller, :now, :accounts, :records, :findings)
