-- Which notifications may be worked on now? Every seller gets its share, whatever waits at another;
-- of one contract only the earliest due one is taken, and only while no other is in work.
with token as materialized (
    select nextval('claim_token') as value
), mine as materialized (
    select n.id, n.next_attempt_at, row_number() over (partition by s.id order by n.next_attempt_at, n.id) as turn
    from seller s
    cross join lateral (
        select count(*) as in_work
        from notification_inbox busy
        where busy.seller_id = s.id and busy.state = 'processing'
          and busy.next_attempt_at > :#now::timestamptz) at_once
    cross join lateral (
        select waiting.id, waiting.next_attempt_at
        from notification_inbox waiting
        where waiting.seller_id = s.id
          and waiting.state in ('received', 'processing')
          and waiting.next_attempt_at <= :#now::timestamptz
          and not exists (
              select from notification_inbox other
              where other.seller_id = waiting.seller_id and other.cloud = waiting.cloud
                and other.contract_key = waiting.contract_key and other.id <> waiting.id
                and other.state in ('received', 'processing')
                and (other.state = 'processing' and other.next_attempt_at > :#now::timestamptz
                     or other.next_attempt_at <= :#now::timestamptz
                        and (coalesce(other.occurred_at, other.received_at), other.id)
                            < (coalesce(waiting.occurred_at, waiting.received_at), waiting.id)))
        order by waiting.next_attempt_at, waiting.id
        limit greatest(0, :#perSeller - at_once.in_work)
        for update of waiting skip locked) n
), due as materialized (
    select id from mine order by turn, next_attempt_at, id limit :#limit
)
update notification_inbox n
set state = 'processing', claim_token = token.value, attempts = n.attempts + 1,
    -- whoever had it before and never said what came of it counts as a failure
    failures = n.failures + case n.state when 'processing' then 1 else 0 end,
    next_attempt_at = :#now::timestamptz + :#leaseSeconds * interval '1 second'
from due, token
where n.id = due.id
returning n.id, n.seller_id, n.cloud, n.transport, n.message_key, n.body, n.occurred_at, n.received_at,
          n.attempts, n.failures, n.claim_token
