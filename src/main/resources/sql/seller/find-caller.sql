-- Who holds this token?
select c.client_id, c.role, c.seller_id
from access_token t join api_credential c using (client_id)
where t.token_hash = :tokenHash and t.expires_at > :now
