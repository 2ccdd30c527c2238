-- May the last costs of a contract that ends be read now? Draws the permit if so; if not, everybody else's draws wait
-- until it is asked again. A seller without a budget has no Orb account to spare: the call itself will say so.
with budget as materialized (
    select b.seller_id,
           least(greatest(1, rate.per_second * :#burstSeconds),
                 b.tokens + rate.per_second * extract(epoch from :#now::timestamptz - b.refilled_at)) as tokens,
           greatest(0, b.hourly_ahead - rate.per_second * :#hourlyShare
                                        * extract(epoch from :#now::timestamptz - b.refilled_at)) as ahead
    from orb_budget b
    join integration i on i.seller_id = b.seller_id and i.provider = 'orb'
    cross join lateral (select case i.mode when 'live' then :#liveRate::numeric
                                           else :#testRate::numeric end as per_second) rate
    where b.seller_id = :#sellerId
    for update of b
), asked as (
    update orb_budget b
    set tokens = budget.tokens - case when budget.tokens >= 1 then 1 else 0 end,
        hourly_ahead = budget.ahead, refilled_at = :#now::timestamptz,
        kept_until = case when budget.tokens >= 1 then b.kept_until
                          else :#now::timestamptz + :#keepSeconds * interval '1 second' end
    from budget
    where b.seller_id = budget.seller_id
    returning budget.tokens >= 1 as drawn
)
select coalesce((select drawn from asked), true) as drawn
