-- How far has usage eaten into the included amounts of these accounts?
select account_id, contract_id, term_start, term_end, amount, cost_at_start, consumed
from included_term
where account_id = any (:ids)
order by account_id, term_start
