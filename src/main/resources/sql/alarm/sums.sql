-- How many alarms are there, and what is at stake in them?
select kind, currency, count(*) as alarms, sum(amount) as amount
from alarm
group by kind, currency
