-- Orb refused the seller's key; one call tries again at the next hour.
update integration
set status = 'broken', broken_reason = :reason, retry_at = :retryAt, refusals = refusals + 1, updated_at = :now
where seller_id = :seller and provider = 'orb'
