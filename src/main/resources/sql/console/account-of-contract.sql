-- Which account does a contract meter now, and what does it owe?
select a.orb_subscription_id, a.state, a.state_reason, a.currency, a.cursor_hour, a.read_error,
       a.cost, a.baseline, a.included, a.committed, a.shadowed, a.written_off,
       a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off as carried
from account_contract ac
join account a on a.id = ac.account_id
where ac.contract_id = :contract and ac.until_at is null
