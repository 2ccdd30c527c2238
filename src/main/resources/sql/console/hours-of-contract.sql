-- What did each of a contract's hours come to, what was owed by then and what had been told?
select hour, sum(value) as value, max(currency) as currency,
       max(cost - baseline - included - written_off) as owed,
       max(committed_before + value)
           filter (where status in ('frozen', 'sending', 'unknown', 'accepted', 'shadow')) as told,
       string_agg(distinct status, ', ' order by status) as status
from metering_record
where contract_id = :contract and hour is not null
group by hour
order by hour desc
limit 48
