-- When are these read next? Null: every planned read was made and nothing is left to say.
update final_usage f
set next_read_at = row.next_read_at,
    last_read_at = case when row.answered then a.settled_read_at else f.last_read_at end
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, answered boolean, next_read_at timestamptz)
join final_usage mine on mine.id = row.id
join account a on a.id = mine.account_id
where f.id = row.id and f.state = 'open'
