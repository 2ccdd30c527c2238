-- Which senders gave no answer within their lease? Their records may have arrived: only proof ends that.
-- Where resends are bounded, one attempt too many leaves the record to a human.
with bounded as (
    select * from jsonb_to_recordset(:#resends::jsonb) as row (cloud text, most bigint, seconds bigint)
), stale as materialized (
    select r.id, b.seconds, (b.most is not null and b.most < (
               select count(*) from metering_attempt t
               where t.record_id = r.id and (t.answered_at is null or t.outcome = 'no-answer'))) as used_up
    from metering_record r
    left join bounded b on b.cloud = r.cloud
    where r.status = 'sending' and r.lease_until <= :#now::timestamptz
    for update of r skip locked
)
update metering_record r
set status = 'unknown', uncertain = true, claim_token = null, lease_until = null,
    reason = case when stale.used_up then 'resends-used-up' else 'no-answer' end,
    next_attempt_at = case when stale.used_up then 'infinity'
                           else :#now::timestamptz + :#resendSeconds * interval '1 second' end,
    closes_at = least(r.closes_at, :#now::timestamptz + stale.seconds * interval '1 second'),
    last_modified_at = :#now::timestamptz
from stale
where r.id = stale.id
returning r.cloud
