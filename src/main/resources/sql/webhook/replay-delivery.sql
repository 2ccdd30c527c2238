-- Which delivery is to be made once more, from the first step of its ladder? None that is on its way.
update webhook_delivery d
set status = 'pending', reason = null, step = 0, next_attempt_at = :now
from webhook_endpoint w
where d.id = :id and w.id = d.endpoint_id and w.status = 'enabled' and d.status <> 'sending'
