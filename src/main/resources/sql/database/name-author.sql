-- For which call of the API does this transaction change rows? Forgotten when the transaction ends.
select set_config('meterbridge.call', :call, true)
