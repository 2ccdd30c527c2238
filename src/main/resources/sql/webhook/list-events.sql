-- Which events are on this page, newest first?
select webhook_id, type, occurred_at, deadline_at, recorded_at, body
from event_outbox
where (:type::text is null or type = :type::text)
  and (:occurredAtAfter::timestamptz is null or occurred_at > :occurredAtAfter::timestamptz)
order by recorded_at desc, id
limit :limit offset :offset
