-- A marketplace refused the seller's credentials: its records wait, then one tries alone.
-- Batches that were on their way together are one refusal.
update integration
set status = 'broken', broken_reason = :reason, refusals = refusals + 1, updated_at = :now,
    retry_at = :now::timestamptz + least(interval '1 hour', interval '1 minute' * power(2, least(refusals, 10)))
where seller_id = :seller and provider = :cloud
  and (status = 'connected' or retry_at is null or retry_at <= :now)
