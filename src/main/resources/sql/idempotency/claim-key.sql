-- Is nobody else answering a call with this key right now? The claim ends with the transaction, however it ends.
select pg_try_advisory_xact_lock(hashtextextended('idempotency ' || :scope || ' ' || :key, 0))
