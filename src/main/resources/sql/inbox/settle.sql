-- What became of a notification? Only its claim's owner may say so, and only once.
update notification_inbox
set state = :state,
    reason = :reason,
    failures = :failures,
    attempts = attempts - :uncounted,
    claim_token = null,
    next_attempt_at = :nextAttemptAt::timestamptz,
    settled_at = case when :state <> 'received' then :now::timestamptz end
where id = :id and state = 'processing' and claim_token = :claimToken
