-- Its contract is closed: nobody reads this account again until it is mapped anew. One that waits for a human stays.
update account a
set state = 'detached', state_reason = null, lease_until = null, claim_token = nextval('claim_token')
where a.id = :account and a.state in ('metering', 'parked')
  and not exists (select from account_contract ac where ac.account_id = a.id and ac.until_at is null)
