-- What will an endpoint not be sent any more unless somebody asks for it again?
update webhook_delivery
set status = 'failed', reason = :reason, next_attempt_at = null
where endpoint_id = :endpointId and status = 'pending'
