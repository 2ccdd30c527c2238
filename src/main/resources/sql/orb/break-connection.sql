-- Orb refused the seller's key; one call tries again at the next hour. Is that news?
with before as (
    select seller_id, provider, status as was
    from integration
    where seller_id = :seller and provider = 'orb'
    for update
)
update integration i
set status = 'broken', broken_reason = :reason, retry_at = :retryAt, refusals = refusals + 1, updated_at = :now
from before b
where i.seller_id = b.seller_id and i.provider = b.provider
returning i.provider, i.broken_reason, i.verified_at, b.was = 'connected' as was_connected
