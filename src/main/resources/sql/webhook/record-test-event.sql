-- Which event is for one endpoint alone, to see whether it arrives?
with event as (
    insert into event_outbox (id, seller_id, type, cloud, occurred_at, deadline_at, body, recorded_at)
    values (:id, :seller, :type, null, :now, null, :body, :now)
    returning id, seller_id, recorded_at)
insert into webhook_delivery (id, seller_id, event_id, endpoint_id, status, next_attempt_at, created_at)
select :deliveryId, event.seller_id, event.id, :endpointId, 'pending', event.recorded_at, event.recorded_at
from event
