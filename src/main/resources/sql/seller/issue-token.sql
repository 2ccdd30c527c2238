-- Which token did this client just get? Its expired ones are cleared away by the way; a credential that was
-- deleted meanwhile gets none.
with expired as (
    delete from access_token where client_id = :clientId and expires_at <= :issuedAt
)
insert into access_token (token_hash, client_id, issued_at, expires_at)
select :tokenHash, client_id, :issuedAt, :expiresAt
from api_credential
where client_id = :clientId and secret_hash = :secretHash
for key share
