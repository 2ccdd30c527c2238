-- What is the truth about these accounts, held still until this transaction ends?
select a.id, a.seller_id, a.claim_token, a.state, a.state_reason, a.probe_at, a.currency, a.cost_basis,
       a.time_zone, a.baseline_at, a.period_start, a.period_end, a.sealed_cost, a.sealed_baseline,
       a.cost, a.baseline, a.included, a.written_off, a.committed, a.shadowed, a.settled_read_at, a.first_hour,
       a.cursor_hour, a.hours_in_row, a.history_read_to,
       coalesce(f.later_reads, -1) as later_reads, f.cancelled_at as ended_at, f.give_up_at
from account a
left join final_usage f on f.account_id = a.id and f.state = 'open'
where a.id = any (:ids)
order by a.id
for update of a
