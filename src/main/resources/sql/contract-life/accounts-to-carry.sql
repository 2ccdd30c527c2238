-- Which accounts does the contract that this one follows meter now? One that begins later takes them then.
select ac.account_id
from contract successor
join contract old on old.cloud = successor.cloud and old.identity_key = successor.predecessor_key
join account_contract ac on ac.contract_id = old.id and ac.until_at is null
where successor.id = :contract and successor.start_at <= :now
  and successor.status in ('active', 'suspended', 'ending')
