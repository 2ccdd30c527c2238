-- Who runs this installation from now on? Replicas that start together write the same row.
insert into api_credential (client_id, seller_id, role, secret_hash, created_at)
values (:clientId, null, 'operator', :secretHash, :createdAt)
on conflict (client_id) do update set secret_hash = excluded.secret_hash
where api_credential.role = 'operator'
