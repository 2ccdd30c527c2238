-- Which notifications are on this page, newest first?
select id, cloud, transport, message_key, event_type, contract_key, occurred_at, received_at, state, reason, attempts,
       case state when 'received' then next_attempt_at end as next_attempt_at, settled_at, body
from notification_inbox
where (:cloud::text is null or cloud = :cloud::text)
  and (:status::text is null or state = :status::text)
  and (:type::text is null or event_type = :type::text)
  and (:contractKey::text is null or contract_key = :contractKey::text)
  and (:receivedAtAfter::timestamptz is null or received_at > :receivedAtAfter::timestamptz)
order by received_at desc, id
limit :limit offset :offset
