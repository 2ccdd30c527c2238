-- Which live contract does a buyer's mapping feed: one that has no mapping of its own, the oldest first?
select c.id as contract_id, b.id as buyer_id, c.start_at, c.end_at, c.status, b.orb_subscription_id,
       c.included_amount, c.included_term, l.currency, l.cost_basis, i.sealed_secret, i.start_at as submit_from, i.status as orb_status,
       coalesce(c.undecided, false) as undecided
from buyer b
left join contract c on c.buyer_id = b.id and c.orb_subscription_id is null
     and c.status in ('pending', 'active', 'suspended', 'ending') and (c.end_at is null or c.end_at > :now)
left join listing l on l.id = c.listing_id
left join integration i on i.seller_id = b.seller_id and i.provider = 'orb'
where b.seller_id = :seller and b.id = :target
order by c.start_at, c.id
limit 1
