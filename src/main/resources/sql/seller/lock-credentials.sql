-- Who changes this seller's credentials now? Two deletions at once must not take the last two.
select pg_advisory_xact_lock(hashtextextended('credentials of ' || current_seller()::text, 0))
