-- Whose turn is it to change this seller's contracts on this marketplace? Ours, until the transaction ends.
select cast(pg_advisory_xact_lock(hashtextextended('contract-life:' || current_seller() || ':' || :cloud, 0)) as text)
