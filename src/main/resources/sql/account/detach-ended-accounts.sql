-- Which accounts have had no contract for so long that no slot of theirs can still be open?
update account a
set state = 'detached', state_reason = null, lease_until = null
where a.state = 'metering'
  and not exists (select from account_contract ac where ac.account_id = a.id
                  and (ac.until_at is null or ac.until_at > :#now::timestamptz - interval '26 hours'))
