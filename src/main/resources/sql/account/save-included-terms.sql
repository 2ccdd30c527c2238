-- How far has usage eaten into the included amounts after these readings?
insert into included_term (account_id, contract_id, term_start, seller_id, term_end, amount, cost_at_start,
                           consumed)
select account_id, contract_id, term_start, seller_id, term_end, amount, cost_at_start, consumed
from jsonb_to_recordset(:rows::jsonb) as row (account_id uuid, contract_id uuid, term_start timestamptz,
    seller_id uuid, term_end timestamptz, amount numeric, cost_at_start numeric, consumed numeric)
on conflict (account_id, contract_id, term_start) do update
set term_end = excluded.term_end, amount = excluded.amount, cost_at_start = excluded.cost_at_start,
    consumed = excluded.consumed
