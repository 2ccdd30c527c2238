-- Which stored connection was just seen to work?
update integration
set status = 'connected', broken_reason = null, verified_at = :now, retry_at = null, refusals = 0
where provider = :provider and seller_id = current_seller()
