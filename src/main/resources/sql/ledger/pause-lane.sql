-- A marketplace refused the seller's credentials: its records wait, then one tries alone.
update integration
set status = 'broken', broken_reason = :reason, refusals = refusals + 1, updated_at = :now,
    retry_at = :now::timestamptz + least(interval '1 hour', interval '1 minute' * power(2, least(refusals, 10)))
where seller_id = :seller and provider = :cloud
