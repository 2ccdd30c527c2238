-- Which recent hours of these accounts' contracts already carry a record, or can never be used again?
select ac.account_id, r.hour
from account_contract ac
-- One contract after the other, whatever statistics say: they know nothing of the newest hours, and take those of all
-- sellers for fewer than these contracts.
cross join lateral (
    select r.hour
    from metering_record r
    where r.contract_id = ac.contract_id and r.hour >= :since
      and r.status in ('frozen', 'sending', 'unknown', 'accepted', 'expired', 'returned')
    offset 0) r
where ac.account_id = any (:ids)
