-- Which contracts take over the listing's new dimension or price? Those that never had one of their own.
insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price, currency,
                            plan, learnt_from)
select c.seller_id, c.id, greatest(:now, c.start_at), :now,
       coalesce(l.plans -> c.plan ->> 'id', l.usage_dimension),
       coalesce((l.plans -> c.plan ->> 'unit_price')::numeric, l.unit_price), l.currency, c.plan, 'listing'
from contract c
join listing l on l.id = c.listing_id
join lateral (
    select p.dimension, p.unit_price, p.currency
    from price_snapshot p
    where p.contract_id = c.id
    order by p.effective_at desc, p.id desc
    limit 1) newest on true
where c.listing_id = :listingId
  and c.status <> 'cancelled'
  and not exists (
      select from price_snapshot own where own.contract_id = c.id and own.learnt_from <> 'listing')
  and (newest.dimension, newest.unit_price, newest.currency) is distinct from
      (coalesce(l.plans -> c.plan ->> 'id', l.usage_dimension),
       coalesce((l.plans -> c.plan ->> 'unit_price')::numeric, l.unit_price), l.currency)
returning id, contract_id
