-- With which credentials may this seller sign in, oldest first?
select client_id, created_at
from api_credential
order by created_at, client_id
limit :limit offset :offset
