-- Is this client the operator already, and under which secret?
select secret_hash from api_credential
where client_id = :clientId and role = 'operator'
  and (select count(*) from api_credential where role = 'operator') = 1
