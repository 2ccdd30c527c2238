-- Nobody has said yet how much of this contract's usage is paid for: which accounts wait until somebody does?
update account
set state = 'blocked', state_reason = 'included-undecided', claim_token = nextval('claim_token'),
    lease_until = null
where state in ('metering', 'parked')
  and exists (select from contract where id = :contract and undecided)
  and id in (select account_id from account_contract where contract_id = :contract and until_at is null)
