-- How many events match?
select count(*)
from event_outbox
where (:type::text is null or type = :type::text)
  and (:occurredAtAfter::timestamptz is null or occurred_at > :occurredAtAfter::timestamptz)
