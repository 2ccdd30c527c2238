-- Orb took the seller's key again.
update integration
set status = 'connected', broken_reason = null, retry_at = null, refusals = 0, updated_at = :now
where seller_id = any (:sellers) and provider = 'orb' and status = 'broken'
