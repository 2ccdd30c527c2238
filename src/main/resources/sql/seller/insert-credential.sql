-- With which credential does the seller sign in?
insert into api_credential (client_id, seller_id, role, secret_hash, created_at)
values (:clientId, :sellerId, 'seller', :secretHash, :createdAt)
