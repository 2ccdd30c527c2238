-- Somebody said how much of this contract's usage is paid for: which accounts go on?
update account
set state = 'metering', state_reason = null, claim_token = nextval('claim_token'), lease_until = null,
    next_read_at = :now, failed_hour = null
where state = 'blocked' and state_reason = 'included-undecided'
  and id in (select account_id from account_contract where contract_id = :contract and until_at is null)
