-- Of which accounts is the cost not the sum over Orb's series? Those are left out whose series were read since they
-- were settled, and what Orb stopped showing, which counts with the lower sum (M-20).
select a.id as account_id, null::uuid as record_id, 1::bigint as found,
       case when a.sealed_cost <> series.sealed then a.sealed_cost - series.sealed
            else a.cost - a.sealed_cost - series.open end as amount
from account a
cross join lateral (
    select coalesce(sum(s.cost) filter (where s.sealed_at is not null), 0) as sealed,
           coalesce(sum(s.cost) filter (where s.sealed_at is null), 0) as open,
           bool_or(s.missing_since is not null and s.sealed_at is null) as some_missing,
           max(s.last_seen_at) as seen_at
    from cost_series s where s.account_id = a.id) series
where a.seller_id = :seller and a.settled_read_at is not null
  and (a.sealed_cost <> series.sealed
       or not coalesce(series.some_missing, false) and coalesce(series.seen_at <= a.settled_read_at, true)
          and a.cost <> a.sealed_cost + series.open)
order by a.id
