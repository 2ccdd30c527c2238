-- Which recent hours of these accounts' contracts already carry a record, or can never be used again?
select ac.account_id, r.hour
from account_contract ac
join metering_record r on r.contract_id = ac.contract_id
where ac.account_id = any (:ids) and r.hour >= :since
  and r.status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned')
