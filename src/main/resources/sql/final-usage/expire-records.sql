-- What of this account was never sent and no longer can be? Its value returns to the balance.
update metering_record
set status = 'expired', reason = 'window-closed', last_modified_at = :now
where account_id = :account and status = 'frozen'
returning cloud
