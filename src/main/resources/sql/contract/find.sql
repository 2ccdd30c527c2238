-- What is this contract, and what does a unit cost now?
select c.id, c.cloud, c.listing_id, c.buyer_id, c.status, c.start_at, c.end_at, c.plan,
       c.cloud_identifiers::text as cloud_identifiers, c.orb_subscription_id,
       c.external_associations::text as external_associations,
       c.custom_properties::text as custom_properties, c.included_amount, c.included_term, c.cut_over_at, c.created_at,
       c.last_modified_at, price.dimension, price.unit_price, price.currency
from contract c
cross join lateral (
    select p.dimension, p.unit_price, p.currency
    from price_snapshot p
    where p.contract_id = c.id
    order by p.effective_at <= :now desc,
             case when p.effective_at <= :now then p.effective_at end desc, p.effective_at, p.id desc
    limit 1) price
where c.id = :id
