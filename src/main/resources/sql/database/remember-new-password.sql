-- Which password will the login get that this transaction creates? Forgotten when the transaction ends.
select set_config('meterbridge.new_password', ?, true)
