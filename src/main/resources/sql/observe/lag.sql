-- How many seconds ago did the newest settled hour end, for the account that is furthest behind?
select extract(epoch from :#now::timestamptz - min(behind.cursor_hour) - interval '1 hour')::bigint as seconds
from seller s
cross join lateral (
    select a.cursor_hour
    from account a
    where a.seller_id = s.id and a.state <> 'detached'
    order by a.cursor_hour, a.id
    limit 1) behind
