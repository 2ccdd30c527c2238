-- Whose sender did not come back? Nobody knows whether it arrived, so it is sent once more, under its id.
update webhook_delivery d
set status = case when w.status = 'enabled' then 'pending' else 'failed' end,
    reason = case when w.status <> 'enabled' then 'endpoint-disabled' end,
    next_attempt_at = case when w.status = 'enabled' then :#now::timestamptz end,
    claim_token = null, lease_until = null
from webhook_endpoint w
where w.id = d.endpoint_id and d.status = 'sending' and d.lease_until < :#now::timestamptz
