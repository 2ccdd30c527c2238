-- Which senders gave no answer within their lease? Their records may have arrived: only proof ends that.
update metering_record
set status = 'unknown', uncertain = true, reason = 'no-answer', claim_token = null, lease_until = null,
    next_attempt_at = :#now::timestamptz + :#resendSeconds * interval '1 second', last_modified_at = :#now::timestamptz
where status = 'sending' and lease_until <= :#now::timestamptz
