-- Which accounts are to be read a last time now, the one whose time ends first before the others? Leases them for
-- the hour in which their contract ended; a read that fails is made again soon.
with due as materialized (
    select f.id, f.account_id, f.seller_id, f.cancelled_at
    from final_usage f
    join account a on a.id = f.account_id
    join integration i on i.seller_id = f.seller_id and i.provider = 'orb'
    where f.state = 'open' and f.gave_up_at is null and f.next_read_at <= :#now::timestamptz
      and a.state <> 'detached'
      and (a.lease_until is null or a.lease_until <= :#now::timestamptz)
    order by f.give_up_at, f.id
    limit :#limit
    for update of f, a skip locked
), asked as (
    update final_usage f
    set asked_at = :#now::timestamptz,
        next_read_at = :#now::timestamptz + :#retrySeconds * interval '1 second',
        later_reads = (select count(*) from unnest(f.planned_reads) as planned (at)
                       where planned.at > :#now::timestamptz)
    from due
    where f.id = due.id
    returning f.account_id
)
update account a
set claim_token = nextval('claim_token'),
    lease_until = :#now::timestamptz + :#leaseSeconds * interval '1 second'
from due
join asked on asked.account_id = due.account_id
join integration i on i.seller_id = due.seller_id and i.provider = 'orb'
join orb_budget b on b.seller_id = due.seller_id
where a.id = due.account_id
returning a.id, a.seller_id, a.claim_token, a.orb_subscription_id, a.time_zone, a.subscription_start,
          a.subscription_end, a.period_start, a.period_end, a.subscription_read_at, a.baseline_at,
          a.history_read_to, a.narrow_reads, a.read_failures, a.currency, cast(null as uuid) as run_id,
          date_bin('1 hour', due.cancelled_at - interval '1 second',
                   timestamptz '1970-01-01 00:00:00+00') as hour,
          i.sealed_secret, i.status = 'broken' or b.throttles > 0 as connection_in_trouble,
          (select jsonb_agg(jsonb_build_object('start', s.series_start, 'priceId', s.price_id,
                      'cost', s.cost::text, 'baseline', s.baseline::text, 'lastEnd', s.last_end,
                      'periodEnd', s.period_end, 'missingSince', s.missing_since))
           from cost_series s where s.account_id = a.id and s.sealed_at is null)::text as open_series
