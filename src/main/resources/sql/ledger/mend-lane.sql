-- A marketplace took the seller's credentials again.
update integration
set status = 'connected', broken_reason = null, retry_at = null, refusals = 0, updated_at = :now
where seller_id = :seller and provider = :cloud and status = 'broken'
