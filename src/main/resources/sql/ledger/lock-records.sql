-- Where do these records stand, held still until this transaction ends?
select id, seller_id, account_id, cloud, status, claim_token, uncertain, quantity, attempts, batch_limit
from metering_record
where id = any (:ids)
order by id
for update
