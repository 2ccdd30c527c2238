-- Is nobody working on this notification? Then it is worked on anew.
update notification_inbox
set state = 'received', reason = null, failures = 0, next_attempt_at = :now::timestamptz, settled_at = null
where id = :id and state <> 'processing'
