-- What does this account forgive from now on? It is neither committed nor owed.
update account
set written_off = written_off + :amount
where id = :account
