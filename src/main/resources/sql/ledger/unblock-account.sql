-- Does this account go on? When nobody's doubt about somebody else's usage is left.
update account a
set state = 'metering', state_reason = null
where a.id = :account and a.state = 'blocked' and a.state_reason = 'foreign-usage'
  and not exists (select from metering_record r
                  where r.account_id = a.id and r.status = 'unknown' and r.foreign_slot)
