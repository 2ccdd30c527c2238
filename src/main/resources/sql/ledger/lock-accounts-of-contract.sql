-- Which accounts does this contract meter or did it meter? What is being worked out for them starts over.
update account
set claim_token = nextval('claim_token'), lease_until = null,
    -- what a marketplace refused may be right now
    state = case when state = 'parked' then 'metering' else state end,
    state_reason = case when state = 'parked' then null else state_reason end
where id in (select account_id from account_contract where contract_id = :contract)
