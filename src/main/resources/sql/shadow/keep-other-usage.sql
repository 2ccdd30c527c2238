-- What did the other tool tell the marketplace, hour by hour? Contracts are found by their ids or identifiers, units are
-- worth their hour's price; lines of contracts that nobody knows are left out.
with told as (
    select found.id as contract_id, coalesce(nullif(row.dimension, ''), price.dimension) as dimension, row.hour,
           sum(row.units) as units, sum(coalesce(row.amount, row.units * price.unit_price)) as value,
           count(*) as lines
    from jsonb_to_recordset(:rows::jsonb) as row (identity text, dimension text, hour timestamptz, units numeric,
        amount numeric)
    cross join lateral (
        select named.id
        from (select c.id, c.start_at from contract c
              where c.seller_id = :seller
                and c.id = case when row.identity ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then row.identity::uuid end
              union all
              select c.id, c.start_at from contract c
              where c.seller_id = :seller and c.identity_key in (row.identity, upper(row.identity))
              union all
              select c.id, c.start_at from contract c
              where c.seller_id = :seller and c.license_arn = row.identity
              union all
              select c.id, c.start_at from contract c
              where c.seller_id = :seller and c.usage_reporting_id = row.identity) named
        order by named.start_at desc, named.id
        limit 1) found
    cross join lateral (
        select p.dimension, p.unit_price
        from price_snapshot p
        where p.contract_id = found.id
        order by (p.effective_at <= row.hour) desc, case when p.effective_at <= row.hour then p.effective_at end desc,
                 p.effective_at, p.id desc
        limit 1) price
    group by 1, 2, 3
), kept as (
    insert into other_tool_usage (contract_id, dimension, hour, seller_id, units, value, told_at)
    select contract_id, dimension, hour, :seller, units, value, :now
    from told
    order by contract_id, dimension, hour
    on conflict (contract_id, dimension, hour) do update
    set units = excluded.units, value = excluded.value, told_at = excluded.told_at
)
select contract_id, sum(lines)::bigint as lines from told group by contract_id order by contract_id
