-- Is this still open? Nobody else closes it until this transaction ends.
select f.account_id, f.contract_id, f.give_up_at, f.gave_up_at
from final_usage f
where f.id = :id and f.state = 'open'
for update
