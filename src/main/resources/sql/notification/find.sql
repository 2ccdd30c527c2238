-- What is known about this notification?
select id, cloud, transport, message_key, event_type, contract_key, occurred_at, received_at, state, reason, attempts,
       case state when 'received' then next_attempt_at end as next_attempt_at, settled_at, body
from notification_inbox
where id = :id
