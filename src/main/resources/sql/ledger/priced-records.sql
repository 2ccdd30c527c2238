-- Which of this contract's records took the price of their hour?
select id, hour, quantity, dimension
from metering_record
where contract_id = :contract and hour is not null and source = 'orb' and status <> 'shadow' and quantity > 0
order by hour
