-- For which seller does this transaction run? Forgotten when the transaction ends.
select set_config('meterbridge.seller_id', :seller, true)
