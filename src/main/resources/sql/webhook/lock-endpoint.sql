-- What is this endpoint, until we are done changing it?
select w.id, w.url, w.description, w.event_types, w.event_names::text as event_names, w.status, w.disabled_reason,
       w.failing_since, w.old_secret_until, w.created_at, w.last_modified_at
from webhook_endpoint w
where w.id = :id and w.status <> 'deleted'
for no key update
