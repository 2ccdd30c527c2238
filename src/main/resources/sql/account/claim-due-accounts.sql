-- Which accounts are due for a running hour, as far as each Orb account's budget of calls reaches?
-- Draws the permits and leases the accounts in one statement; a rival takes other rows. Hourly reads keep to a pace
-- below the budget and wait while a final read does. Sellers who have not been asked about for longest come first.
with flow as materialized (
    select b.seller_id, b.refilled_at, i.status, rate.per_second,
           case i.status when 'connected' then greatest(0, floor(least(
               greatest(1, rate.per_second * :#burstSeconds), b.tokens + rate.per_second * since.seconds,
               -- at most a second's worth ahead of the pace
               greatest(1, rate.per_second * :#hourlyShare)
                   - greatest(0, b.hourly_ahead - rate.per_second * :#hourlyShare * since.seconds))))
           else 1 end as permits
    from (select max(hour) as newest from metering_run where status = 'running') running
    join orb_budget b on running.newest is not null
    join integration i on i.seller_id = b.seller_id and i.provider = 'orb'
    -- one account that is due, found in the order in which they are claimed
    cross join lateral (select a.id from account a
                        where a.seller_id = b.seller_id and a.state <> 'detached'
                          and a.cursor_hour < running.newest
                          and a.next_read_at <= :#now::timestamptz
                          and (a.lease_until is null or a.lease_until <= :#now::timestamptz)
                        order by a.cursor_hour, a.id
                        limit 1) waiting
    cross join lateral (select case i.mode when 'live' then :#liveRate::numeric
                                           else :#testRate::numeric end as per_second) rate
    cross join lateral (select extract(epoch from :#now::timestamptz - b.refilled_at) as seconds) since
    where (b.paused_until is null or b.paused_until <= :#now::timestamptz)
      and (b.kept_until is null or b.kept_until <= :#now::timestamptz)
      and (i.status = 'connected' or i.retry_at <= :#now::timestamptz)
), budget as materialized (
    select b.seller_id, i.status, i.sealed_secret, i.status = 'broken' or b.throttles > 0 as in_trouble,
           least(greatest(1, flow.per_second * :#burstSeconds),
                 b.tokens + flow.per_second * extract(epoch from :#now::timestamptz - b.refilled_at)) as tokens,
           greatest(1, flow.per_second * :#hourlyShare) as pace,
           greatest(0, b.hourly_ahead - flow.per_second * :#hourlyShare
                                        * extract(epoch from :#now::timestamptz - b.refilled_at)) as ahead
    from (select seller_id, per_second, sum(permits) over (order by refilled_at, seller_id) - permits as before
          from flow where permits >= 1) flow
    join orb_budget b on b.seller_id = flow.seller_id
    join integration i on i.seller_id = b.seller_id and i.provider = 'orb'
    -- no more sellers than one claim has room for; rivals wait for each other in one order
    where flow.before < :#limit
    order by b.seller_id
    for update of b
), due as materialized (
    select a.id, b.seller_id, hours.run_id, hours.hour
    from budget b
    cross join lateral (
        select a.id, a.cursor_hour, a.first_hour, a.failed_hour
        from account a
        where a.seller_id = b.seller_id
          and a.state <> 'detached'
          -- its contract has ended and its last reads are planned (M-24)
          and not exists (select from final_usage f where f.account_id = a.id and f.state = 'open')
          and a.cursor_hour < (select max(hour) from metering_run where status = 'running')
          and a.next_read_at <= :#now::timestamptz
          and (a.lease_until is null or a.lease_until <= :#now::timestamptz)
          and exists (select from metering_run run
                      where run.status = 'running' and run.hour > a.cursor_hour
                        and run.hour is distinct from a.failed_hour)
        order by a.cursor_hour, a.id
        limit case b.status when 'connected'
                   then greatest(0, least(floor(b.tokens), floor(b.pace - b.ahead), :#limit)) else 1 end
        for update of a skip locked) a
    cross join lateral (
        -- an operator's hours in their order; of the clock's own the newest covers the others
        select run.id as run_id, run.hour
        from metering_run run
        where run.status = 'running' and run.hour > a.cursor_hour
          and run.hour is distinct from a.failed_hour
        order by case when run.opened_by = 'operator' then run.hour end nulls last, run.hour desc
        limit 1) hours
    limit :#limit
), drawn as (
    update orb_budget b
    set tokens = budget.tokens - taken.accounts, hourly_ahead = budget.ahead + taken.accounts,
        refilled_at = :#now::timestamptz
    from budget
    cross join lateral (select count(*) as accounts from due where due.seller_id = budget.seller_id) taken
    where b.seller_id = budget.seller_id
)
update account a
set claim_token = nextval('claim_token'),
    lease_until = :#now::timestamptz + :#leaseSeconds * interval '1 second'
from due
join budget on budget.seller_id = due.seller_id
where a.id = due.id
returning a.id, a.seller_id, a.claim_token, a.orb_subscription_id, a.time_zone, a.subscription_start,
          a.subscription_end, a.period_start, a.period_end, a.subscription_read_at, a.baseline_at,
          a.history_read_to, a.narrow_reads, a.read_failures, a.currency, due.run_id, due.hour,
          budget.sealed_secret, budget.in_trouble as connection_in_trouble,
          (select jsonb_agg(jsonb_build_object('start', s.series_start, 'priceId', s.price_id,
                      'cost', s.cost::text, 'baseline', s.baseline::text, 'lastEnd', s.last_end,
                      'periodEnd', s.period_end, 'missingSince', s.missing_since))
           from cost_series s where s.account_id = a.id and s.sealed_at is null)::text as open_series
