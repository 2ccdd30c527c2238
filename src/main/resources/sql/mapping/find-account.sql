-- Is this subscription known already, which contract meters it now, and what falls due on it?
select a.id, a.currency, a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off as open,
       a.settled_read_at, ac.contract_id,
       c.status in ('pending', 'active', 'suspended', 'ending') and (c.end_at is null or c.end_at > :now) as live
from account a
left join account_contract ac on ac.account_id = a.id and ac.until_at is null
left join contract c on c.id = ac.contract_id
where a.seller_id = :seller and a.orb_subscription_id = :subscription
