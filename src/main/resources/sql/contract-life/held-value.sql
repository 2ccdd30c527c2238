-- What of this contract's usage waits for a human?
select sum(value + correction) as amount, currency
from metering_record
where contract_id = :contract and status = 'held'
group by currency
