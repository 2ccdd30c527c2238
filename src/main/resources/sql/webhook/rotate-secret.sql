-- Which secret signs from now on, and until when does the one before it sign as well?
update webhook_endpoint
set sealed_old_secret = sealed_secret, old_secret_until = :oldSecretUntil, sealed_secret = :sealedSecret,
    last_modified_at = :now
where id = :id
