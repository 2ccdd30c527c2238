-- How many notifications match?
select count(*)
from notification_inbox
where (:cloud::text is null or cloud = :cloud::text)
  and (:status::text is null or state = :status::text)
  and (:type::text is null or event_type = :type::text)
  and (:contractKey::text is null or contract_key = :contractKey::text)
  and (:receivedAtAfter::timestamptz is null or received_at > :receivedAtAfter::timestamptz)
