-- How many seconds are left, by marketplace, until it takes nothing more of the contract whose time ends first?
select c.cloud, extract(epoch from min(f.give_up_at) - :#now::timestamptz)::bigint as seconds
from final_usage f
join contract c on c.id = f.contract_id
where f.state = 'open' and f.gave_up_at is null
group by c.cloud
