-- Which token did this client just get? Its expired ones are cleared away by the way.
with expired as (
    delete from access_token where client_id = :clientId and expires_at <= :issuedAt
)
insert into access_token (token_hash, client_id, issued_at, expires_at)
values (:tokenHash, :clientId, :issuedAt, :expiresAt)
