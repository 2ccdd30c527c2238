-- What does a marketplace say was used? Told again it replaces what it said before; contracts are found by their
-- identifiers.
insert into marketplace_usage (id, seller_id, cloud, source, identity, contract_id, dimension, from_at, to_at, units,
                               amount, currency, told_at)
select row.id, :seller, :cloud, :source, row.identity, found.id, coalesce(row.dimension, ''), row.from_at, row.to_at,
       row.units, row.amount, row.currency, :now
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, identity text, dimension text, from_at timestamptz,
    to_at timestamptz, units numeric, amount numeric, currency text)
left join lateral (
    select named.id
    from (select c.id, c.cloud, c.start_at from contract c
          -- ids of Azure come in either case
          where c.seller_id = :seller and c.identity_key in (row.identity, upper(row.identity))
          union all
          select c.id, c.cloud, c.start_at from contract c
          where c.seller_id = :seller and c.license_arn = row.identity
          union all
          select c.id, c.cloud, c.start_at from contract c
          where c.seller_id = :seller and c.usage_reporting_id = row.identity
          union all
          select c.id, c.cloud, c.start_at from contract c
          where c.seller_id = :seller
            and c.id = case when row.identity ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then row.identity::uuid end) named
    where named.cloud = :cloud
    order by named.start_at desc, named.id
    limit 1) found on true
on conflict (seller_id, cloud, identity, dimension, from_at, to_at) do update
set source = excluded.source, contract_id = excluded.contract_id, units = excluded.units, amount = excluded.amount,
    currency = excluded.currency, told_at = excluded.told_at
returning contract_id is not null as matched
