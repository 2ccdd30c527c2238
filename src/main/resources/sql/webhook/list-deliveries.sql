-- Which deliveries are on this page, newest first?
select d.id, e.webhook_id, e.type, d.endpoint_id, d.status, d.reason, d.attempts, d.next_attempt_at, d.deadline_at,
       d.created_at, d.delivered_at
from webhook_delivery d
join event_outbox e on e.id = d.event_id
where true
  and (:endpointId::uuid is null or d.endpoint_id = :endpointId::uuid)
  and (:status::text is null or d.status = :status::text)
  and (:eventId::text is null or e.webhook_id = :eventId::text)
  and (:eventType::text is null or e.type = :eventType::text)
order by d.created_at desc, d.id
limit :limit offset :offset
