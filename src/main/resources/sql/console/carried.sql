-- What is owed and told nobody yet, and how far are the accounts?
select currency, count(*) as accounts,
       sum(cost - baseline - included - committed - shadowed - written_off) as carried,
       min(cursor_hour) as oldest_cursor,
       count(*) filter (where state = 'blocked') as blocked,
       count(*) filter (where state = 'parked') as parked
from account
where state <> 'detached'
group by currency
order by currency
