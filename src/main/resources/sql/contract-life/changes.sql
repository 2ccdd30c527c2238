-- What was the seller told of this contract?
select change_key, kind, happened_at, cast(terms_before as text) as terms_before,
       cast(terms_after as text) as terms_after, found
from contract_change
where contract_id = :contract
