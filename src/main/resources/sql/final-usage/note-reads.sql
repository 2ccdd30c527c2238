-- Which of these accounts were read? Their next read is the next one planned, or none.
update final_usage f
set last_read_at = a.settled_read_at,
    next_read_at = (select min(planned.at) from unnest(f.planned_reads) as planned (at)
                    where planned.at > :now::timestamptz)
from account a
where a.id = f.account_id and f.state = 'open' and f.account_id = any (:accounts)
  and a.settled_read_at >= f.asked_at
