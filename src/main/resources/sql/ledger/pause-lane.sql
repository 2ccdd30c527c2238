-- A marketplace refused the seller's credentials: its records wait, then one tries alone. Is that news?
-- Batches that were on their way together are one refusal.
with before as (
    select seller_id, provider, status as was
    from integration
    where seller_id = :seller and provider = :cloud
    for update
)
update integration i
set status = 'broken', broken_reason = :reason, refusals = refusals + 1, updated_at = :now,
    retry_at = :now::timestamptz + least(interval '1 hour', interval '1 minute' * power(2, least(refusals, 10)))
from before b
where i.seller_id = b.seller_id and i.provider = b.provider
  and (i.status = 'connected' or i.retry_at is null or i.retry_at <= :now)
returning i.provider, i.broken_reason, i.verified_at, b.was = 'connected' as was_connected
