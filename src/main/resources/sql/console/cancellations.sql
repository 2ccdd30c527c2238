-- Which cancelled contracts are in their last hour?
select f.contract_id, b.name as buyer, c.cloud, f.cancelled_at, c.seller_deadline_at, f.give_up_at
from final_usage f
join contract c on c.id = f.contract_id
join buyer b on b.id = c.buyer_id
where f.state = 'open' and f.gave_up_at is null
order by f.give_up_at, f.contract_id
limit 20
