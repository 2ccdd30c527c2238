-- What do marketplaces report of buyers that no account of ours meters?
select u.cloud, u.identity, u.contract_id, u.dimension, max(u.currency) as currency,
       case when bool_and(u.units is not null) then sum(u.units) end as units,
       case when bool_and(u.amount is not null) then sum(u.amount) end as amount,
       coalesce((select sum(r.quantity) from metering_record r
                 where r.contract_id = u.contract_id and r.account_id is null and r.status = 'accepted'
                   and (u.dimension = '' or r.dimension = u.dimension)
                   and r.hour >= min(u.from_at) and r.hour < max(u.to_at)), 0) as by_hand_units,
       coalesce((select sum(r.value) from metering_record r
                 where r.contract_id = u.contract_id and r.account_id is null and r.status = 'accepted'
                   and (u.dimension = '' or r.dimension = u.dimension)
                   and r.hour >= min(u.from_at) and r.hour < max(u.to_at)), 0) as by_hand,
       case when u.cloud = 'gcp' then :gcpFrom::timestamptz else :from::timestamptz end as from_at,
       case when u.cloud = 'gcp' then :gcpTo::timestamptz else :to::timestamptz end as to_at,
       (select p.unit_price from price_snapshot p where p.contract_id = u.contract_id
        order by p.effective_at desc, p.id desc limit 1) as unit_price
from marketplace_usage u
where u.from_at >= case when u.cloud = 'gcp' then :gcpFrom::timestamptz else :from::timestamptz end
  and u.from_at < case when u.cloud = 'gcp' then :gcpTo::timestamptz else :to::timestamptz end
  and not exists (select from account_contract ac where ac.contract_id = u.contract_id)
group by u.cloud, u.identity, u.contract_id, u.dimension
order by u.cloud, u.identity, u.dimension
