-- What is the secret of this client checked against?
select secret_hash from api_credential where client_id = :clientId
