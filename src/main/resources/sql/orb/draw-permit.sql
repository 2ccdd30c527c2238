-- May one more call be made for this seller now? Draws the permit if so. Somebody waits for the answer, so neither the
-- pace of hourly reads nor a pause of theirs counts.
update orb_budget b
set tokens = rate.tokens - 1, hourly_ahead = rate.ahead, refilled_at = :#now::timestamptz
from (select i.seller_id,
             least(greatest(1, rate.per_second * :#burstSeconds),
                   o.tokens + rate.per_second * extract(epoch from :#now::timestamptz - o.refilled_at)) as tokens,
             greatest(0, o.hourly_ahead - rate.per_second * :#hourlyShare
                                          * extract(epoch from :#now::timestamptz - o.refilled_at)) as ahead
      from integration i
      join orb_budget o on o.seller_id = i.seller_id
      cross join lateral (select case i.mode when 'live' then :#liveRate::numeric
                                             else :#testRate::numeric end as per_second) rate
      where i.provider = 'orb' and i.seller_id = :#sellerId
      for update of o) rate
where b.seller_id = rate.seller_id and rate.tokens >= 1
  and (b.kept_until is null or b.kept_until <= :#now::timestamptz)
