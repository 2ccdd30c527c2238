-- How did each account stand before and after this time, what became of its records, and what does its marketplace say?
-- What a contract was told by hand, and what its marketplace reports, goes with the account that metered it last.
select a.id as account_id, a.orb_subscription_id, a.currency, last.cloud, last.contract_id, span.from_at, span.to_at,
       opening.cost - opening.baseline as net_before, opening.included as included_before,
       a.first_hour >= span.from_at as began_inside,
       coalesce(closing.cost - closing.baseline, a.cost - a.baseline) as net_after,
       coalesce(closing.included, a.included) as included_after,
       a.cost - a.baseline as net_now, a.included as included_now,
       priced.dimension, priced.unit_price,
       coalesce((select p.unit_price from price_snapshot p
                 where p.contract_id = last.contract_id and p.effective_at <= span.from_at
                 order by p.effective_at desc, p.id desc limit 1), priced.unit_price) as price_before,
       coalesce((select sum(case when r.status = 'shadow' then r.value else r.value + r.correction end)
                 from metering_record r
                 where r.account_id = a.id and r.counts
                   and r.status in ('held', 'frozen', 'sending', 'unknown', 'accepted', 'shadow', 'written_off')), 0)
           + coalesce((select sum(k.amount) from shadow_correction k where k.account_id = a.id), 0) as settled_now,
       coalesce((select sum(case when r.status = 'shadow' then r.value else r.value + r.correction end)
                 from metering_record r
                 where r.account_id = a.id and r.counts
                   and r.status in ('held', 'frozen', 'sending', 'unknown', 'accepted', 'shadow', 'written_off')
                   and coalesce(r.hour, (r.reading ->> 'hour')::timestamptz, r.frozen_at) >= span.to_at), 0)
           + coalesce((select sum(k.amount) from shadow_correction k join contract c on c.id = k.contract_id
                       where k.account_id = a.id and c.cut_over_at > span.to_at), 0) as settled_later,
       told.rows::text as told, booked.rows::text as booked, reported.until as reported_until
from account a
cross join lateral (
    select c.cloud, c.id as contract_id
    from account_contract ac
    join contract c on c.id = ac.contract_id
    where ac.account_id = a.id
    order by ac.until_at desc nulls first, ac.from_at desc
    limit 1) last
cross join lateral (
    select case when last.cloud = 'gcp' then :gcpFrom::timestamptz else :from::timestamptz end as from_at,
           case when last.cloud = 'gcp' then :gcpTo::timestamptz else :to::timestamptz end as to_at) span
cross join lateral (
    select coalesce(known.dimension, l.usage_dimension) as dimension,
           coalesce(known.unit_price, l.unit_price) as unit_price
    from contract c
    join listing l on l.id = c.listing_id
    left join lateral (
        select p.dimension, p.unit_price
        from price_snapshot p
        where p.contract_id = c.id
        order by (p.effective_at < span.to_at) desc, case when p.effective_at < span.to_at then p.effective_at end desc,
                 p.effective_at, p.id desc
        limit 1) known on true
    where c.id = last.contract_id) priced
left join lateral (
    select p.cost, p.baseline, p.included
    from account_position p
    where p.account_id = a.id and p.at <= span.from_at
    order by p.at desc
    limit 1) opening on true
left join lateral (
    select p.cost, p.baseline, p.included
    from account_position p
    where p.account_id = a.id and p.at >= span.to_at
    order by p.at
    limit 1) closing on true
cross join lateral (
    select min(u.from_at) as since, max(u.to_at) as until
    from marketplace_usage u
    where u.seller_id = a.seller_id and u.cloud = last.cloud and u.from_at >= span.from_at and u.from_at < span.to_at)
    reported
cross join lateral (
    select coalesce(jsonb_agg(to_jsonb(sums)), '[]') as rows
    from (
        select r.dimension,
               coalesce(sum(r.quantity) filter (where r.status = 'accepted' and r.counts), 0)::text as accepted_units,
               coalesce(sum(r.value) filter (where r.status = 'accepted' and r.counts), 0)::text as accepted,
               coalesce(sum(r.correction) filter (where r.status = 'accepted' and r.counts), 0)::text as correction,
               coalesce(sum(r.value + r.correction) filter (where r.status = 'held' and r.counts), 0)::text as held,
               coalesce(sum(r.value + r.correction)
                        filter (where r.status in ('frozen', 'sending') and r.counts), 0)::text as on_the_way,
               coalesce(sum(r.value + r.correction)
                        filter (where r.status = 'unknown' and not r.foreign_slot and r.counts), 0)::text as unknown,
               coalesce(sum(r.value + r.correction)
                        filter (where r.status = 'unknown' and r.foreign_slot and r.counts), 0)::text as foreign_usage,
               coalesce(sum(r.value) filter (where r.status = 'shadow' and r.counts), 0)::text as shadow,
               coalesce(sum(r.value + r.correction)
                        filter (where r.status = 'written_off' and r.counts), 0)::text as written_off,
               coalesce(sum(r.value + r.correction)
                        filter (where r.status in ('rejected', 'expired', 'returned') and r.counts), 0)::text
                   as refused,
               coalesce(sum(r.quantity) filter (where r.status = 'accepted' and not r.counts), 0)::text
                   as by_hand_units,
               coalesce(sum(r.value) filter (where r.status = 'accepted' and not r.counts), 0)::text as by_hand,
               coalesce(sum(r.value) filter (where r.status = 'accepted'
                                     and (r.hour < reported.since or r.hour >= reported.until)), 0)::text
                   as not_reported
        from (
            select mine.dimension, mine.status, mine.counts, mine.foreign_slot, mine.quantity, mine.value,
                   mine.correction, mine.hour, mine.reading, mine.frozen_at
            from metering_record mine
            where mine.account_id = a.id
            union all
            -- what another tool told beyond our shadows, or short of them, up to the cut-over
            select priced.dimension, 'shadow', true, false, 0, k.amount, 0, c.cut_over_at - interval '1 hour', null,
                   k.booked_at
            from shadow_correction k join contract c on c.id = k.contract_id
            where k.account_id = a.id
            union all
            select hand.dimension, hand.status, hand.counts, hand.foreign_slot, hand.quantity, hand.value,
                   hand.correction, hand.hour, hand.reading, hand.frozen_at
            from metering_record hand
            where hand.account_id is null and hand.contract_id in (
                select ac.contract_id from account_contract ac
                where ac.account_id = a.id
                  and a.id = (select newest.account_id from account_contract newest
                              where newest.contract_id = ac.contract_id
                              order by newest.until_at desc nulls first, newest.from_at desc limit 1))) r
        where coalesce(r.hour, (r.reading ->> 'hour')::timestamptz, r.frozen_at) >= span.from_at
          and coalesce(r.hour, (r.reading ->> 'hour')::timestamptz, r.frozen_at) < span.to_at
        group by r.dimension) sums) told
cross join lateral (
    select coalesce(jsonb_agg(to_jsonb(sums)), '[]') as rows
    from (
        select coalesce(nullif(u.dimension, ''), priced.dimension) as dimension,
               case when bool_and(u.units is not null) then sum(u.units) end::text as units,
               case when bool_and(u.amount is not null and u.currency = a.currency)
                    then sum(u.amount) end::text as amount
        from marketplace_usage u
        where u.contract_id in (
            select ac.contract_id from account_contract ac
            where ac.account_id = a.id
              and a.id = (select newest.account_id from account_contract newest
                          where newest.contract_id = ac.contract_id
                          order by newest.until_at desc nulls first, newest.from_at desc limit 1))
          and u.from_at >= span.from_at and u.from_at < span.to_at
        group by 1) sums) booked
where a.first_hour < span.to_at
order by a.id
