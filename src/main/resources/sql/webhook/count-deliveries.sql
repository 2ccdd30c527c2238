-- How many deliveries match?
select count(*)
from webhook_delivery d
join event_outbox e on e.id = d.event_id
where true
  and (:endpointId::uuid is null or d.endpoint_id = :endpointId::uuid)
  and (:status::text is null or d.status = :status::text)
  and (:eventId::text is null or e.webhook_id = :eventId::text)
  and (:eventType::text is null or e.type = :eventType::text)
