-- Whose ledger was not proven for a day, or never?
select s.id as seller_id
from seller s
where exists (select from account a where a.seller_id = s.id)
  and not exists (select from ledger_proof p
                  where p.seller_id = s.id and p.proven_at > :#now::timestamptz - interval '24 hours')
order by s.id
