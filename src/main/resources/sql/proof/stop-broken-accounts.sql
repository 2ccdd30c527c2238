-- Which accounts freeze nothing until their ledger adds up again?
update account a
set state = 'blocked', state_reason = 'proof-failed'
where a.seller_id = :seller and a.id = any (:ids) and a.state <> 'detached'
  and a.state_reason is distinct from 'proof-failed'
returning a.id
