-- Which deliveries may leave now? One endpoint gets a few at a time, whichever replica sends them; one that
-- fails gets one, and all that fail share the places kept for them. What has a deadline goes first.
with token as materialized (
    select nextval('claim_token') as value
), endpoint as materialized (
    select w.id, w.failing_since is not null as failing
    from webhook_endpoint w
    where w.status = 'enabled'
      and exists (
          select from webhook_delivery d
          where d.endpoint_id = w.id and d.status = 'pending' and d.next_attempt_at <= :#now::timestamptz)
    for no key update skip locked
), waiting as materialized (
    select d.id, endpoint.failing, d.deadline_at is null as patient, d.next_attempt_at
    from endpoint
    cross join lateral (
        select d.id, d.deadline_at, d.next_attempt_at
        from webhook_delivery d
        where d.endpoint_id = endpoint.id and d.status = 'pending'
          and d.next_attempt_at <= :#now::timestamptz
        order by d.deadline_at is null, d.next_attempt_at
        limit greatest(0, case when endpoint.failing then 1 else :#perEndpoint end - (
            select count(*) from webhook_delivery busy
            where busy.endpoint_id = endpoint.id and busy.status = 'sending'))) d
), due as materialized (
    (select id from waiting where not failing order by patient, next_attempt_at limit :#places)
    union all
    (select id from waiting where failing order by patient, next_attempt_at limit :#placesForFailing)
)
update webhook_delivery d
set status = 'sending', next_attempt_at = null, attempts = d.attempts + 1, step = d.step + 1,
    claim_token = token.value,
    lease_until = :#now::timestamptz + :#leaseSeconds * interval '1 second'
from due, token, event_outbox e, webhook_endpoint w
where d.id = due.id and e.id = d.event_id and w.id = d.endpoint_id
  -- In words that no index of pending deliveries answers: statistics of a calm moment take it for empty, and it would be
  -- read from end to end.
  and case d.status when 'pending' then true else false end
returning d.id, d.seller_id, d.endpoint_id, e.webhook_id, coalesce(d.body, e.body) as body, d.deadline_at,
          d.step, d.claim_token, w.url, w.sealed_secret,
          case when w.old_secret_until > :#now::timestamptz then w.sealed_old_secret end as sealed_old_secret,
          w.failing_since is not null as failing
