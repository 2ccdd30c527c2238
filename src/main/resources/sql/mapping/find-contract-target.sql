-- Which contract is meant, and what does a mapping of it need to know?
select c.id as contract_id, c.buyer_id, c.start_at, c.end_at, c.status, c.orb_subscription_id,
       c.included_amount, c.included_term, l.currency, l.cost_basis, i.sealed_secret, i.start_at as submit_from, i.status as orb_status,
       c.undecided
from contract c
join listing l on l.id = c.listing_id
left join integration i on i.seller_id = c.seller_id and i.provider = 'orb'
where c.seller_id = :seller and c.id = :target
