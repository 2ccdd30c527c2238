-- A known subscription is mapped again: its account goes on, whoever was working on it starts over. What was left of
-- a contract that had ended goes on with it.
with called_off as (
    update final_usage
    set state = 'finished', finished_at = :now, next_read_at = null
    where account_id = :account and state = 'open'
)
update account
set state = case when state in ('detached', 'parked') then 'metering' else state end,
    state_reason = case when state in ('detached', 'parked') then null else state_reason end,
    claim_token = nextval('claim_token'), lease_until = null, next_read_at = :now, failed_hour = null
where id = :account
