-- Which accounts do these contracts meter or did they meter? Nobody settles them until this transaction ends.
select a.id
from account a
where a.id in (select account_id from account_contract where contract_id = any (:contracts))
order by a.id
for update
