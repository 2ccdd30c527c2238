-- How many accounts are stopped because their ledger does not add up, and how old is the oldest of the latest proofs?
select (select count(*) from account where state_reason = 'proof-failed') as broken,
       coalesce(extract(epoch from :#now::timestamptz - min(coalesce(proof.at, accounts.since)))::bigint, 0)
           as seconds
from seller s
cross join lateral (select min(created_at) as since from account a where a.seller_id = s.id) accounts
left join lateral (select max(proven_at) as at from ledger_proof p where p.seller_id = s.id) proof on true
where accounts.since is not null
