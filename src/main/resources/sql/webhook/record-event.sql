-- What happened, and which endpoints are to be told? One that is disabled can have it replayed later.
with event as (
    insert into event_outbox (id, seller_id, type, cloud, occurred_at, deadline_at, body, recorded_at)
    values (:id, :seller, :type, :cloud, :occurredAt, :deadlineAt, :body, :now)
    returning id, seller_id, type, cloud, deadline_at, recorded_at),
delivery as (
    insert into webhook_delivery (id, seller_id, event_id, endpoint_id, body, deadline_at, status, reason,
                                  next_attempt_at, created_at)
    select gen_random_uuid(), event.seller_id, event.id, w.id,
           '{"type":' || to_json(replace(w.event_names ->> event.type, '{cloud}', coalesce(event.cloud, '')))
               || :bodyAfterType,
           event.deadline_at,
           case when w.status = 'enabled' then 'pending' else 'failed' end,
           case when w.status <> 'enabled' then 'endpoint-disabled' end,
           case when w.status = 'enabled' then event.recorded_at end,
           event.recorded_at
    from event
    join webhook_endpoint w on w.seller_id = event.seller_id
    where w.status <> 'deleted' and event.type = any (w.event_types)
    returning 1)
select count(*) from delivery
