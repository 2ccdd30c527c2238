-- Of which contracts of these accounts was a record ever let go to the marketplace?
select distinct ac.account_id, ac.contract_id
from account_contract ac
where ac.account_id = any (:ids)
  and exists (select from metering_record r
              where r.contract_id = ac.contract_id and r.source = 'orb' and r.quantity > 0
                and r.status not in ('held', 'written_off', 'shadow'))
