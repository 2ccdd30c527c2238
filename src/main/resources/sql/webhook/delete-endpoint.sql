-- Which endpoint is told nothing any more? Its secrets are gone, what it was told stays known.
update webhook_endpoint
set status = 'deleted', disabled_reason = null, sealed_secret = null, sealed_old_secret = null,
    old_secret_until = null, last_modified_at = :now
where id = :id
