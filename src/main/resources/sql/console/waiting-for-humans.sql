-- Which records wait for a human or for proof, and what are they worth?
select status, currency, count(*) as records, sum(value) as value
from metering_record
where status in ('held', 'unknown')
group by status, currency
order by status, currency
