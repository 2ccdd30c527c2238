-- Which token is of no use any more?
delete from access_token where token_hash = :tokenHash
