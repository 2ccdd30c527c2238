-- What is the truth about these accounts, held still until this transaction ends?
select a.id, a.seller_id, a.claim_token, a.state, a.state_reason, a.probe_at, a.currency, a.cost_basis,
       a.time_zone, a.baseline_at, a.period_start, a.period_end, a.sealed_cost, a.sealed_baseline,
       a.cost, a.baseline, a.included, a.written_off, a.committed, a.shadowed, a.settled_read_at, a.first_hour,
       a.cursor_hour, a.hours_in_row, a.history_read_to,
       coalesce((select f.later_reads from final_usage f where f.account_id = a.id and f.state = 'open'), -1)
           as later_reads
from account a
where a.id = any (:ids)
order by a.id
for update of a
