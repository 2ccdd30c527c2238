-- What did the latest proofs find wrong, no more than so many?
select f.seller_id, f.problem, f.account_id, a.orb_subscription_id, f.record_id, f.found, f.amount, a.currency,
       f.message
from (select distinct on (seller_id) seller_id, proven_at from ledger_proof
      order by seller_id, proven_at desc) latest
join proof_finding f on f.seller_id = latest.seller_id and f.proven_at = latest.proven_at
left join account a on a.id = f.account_id and a.seller_id = f.seller_id
order by f.seller_id, f.id
limit :most
