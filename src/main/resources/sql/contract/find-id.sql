-- Under which id does the seller have this contract?
select id from contract where cloud = :cloud and identity_key = :identityKey
