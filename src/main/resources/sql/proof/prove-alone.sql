-- Does nobody else prove this seller's ledger at the moment?
select pg_try_advisory_xact_lock(hashtextextended('ledger-proof ' || :seller, 0))
