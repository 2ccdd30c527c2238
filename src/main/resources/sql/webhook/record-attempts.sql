-- What came back, and where do the deliveries go from here? A late owner moves one only with proof that it
-- arrived; its answer is kept either way.
with answer as materialized (
    select *
    from jsonb_to_recordset(:rows::jsonb)
        as row (delivery_id uuid, seller_id uuid, endpoint_id uuid, claim_token bigint, attempted_at timestamptz,
                outcome text, http_status integer, latency_millis integer, answer text, retry_at timestamptz)
), kept as (
    insert into webhook_attempt (seller_id, delivery_id, claim_token, attempted_at, outcome, http_status,
                                 latency_millis, answer)
    select seller_id, delivery_id, claim_token, attempted_at, outcome, http_status, latency_millis, answer
    from answer
    on conflict (delivery_id, claim_token) do nothing
)
update webhook_delivery d
set status = case when a.outcome = 'delivered' then 'delivered'
                  when w.status = 'enabled' and a.retry_at is not null then 'pending' else 'failed' end,
    reason = case when a.outcome = 'delivered' then null
                  when w.status = 'deleted' then 'endpoint-deleted'
                  when w.disabled_reason = 'gone' then 'endpoint-gone'
                  when w.status = 'disabled' then 'endpoint-disabled'
                  when a.retry_at is null then 'attempts-used-up' end,
    next_attempt_at = case when a.outcome <> 'delivered' and w.status = 'enabled' then a.retry_at end,
    delivered_at = case when a.outcome = 'delivered' then coalesce(d.delivered_at, :now)
                        else d.delivered_at end,
    claim_token = null, lease_until = null
from answer a
join webhook_endpoint w on w.id = a.endpoint_id
where d.id = a.delivery_id
  and (d.status = 'sending' and d.claim_token = a.claim_token
       or a.outcome = 'delivered' and d.status <> 'delivered')
returning d.id, d.endpoint_id, d.status
