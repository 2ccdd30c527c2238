-- What of this account waits for a human still?
select id, value + correction as worth
from metering_record
where account_id = :account and status = 'held'
order by id
