-- What is wrong with the seller's mappings, contract by contract?
select problem, cloud, contract_id, buyer_id, listing_id, subscription_id, other_contract_id, message
from mapping_problems(:now)
where (:problem::text is null or problem = :problem::text)
  and (:cloud::text is null or cloud = :cloud::text)
  and (:contractId::uuid is null or contract_id = :contractId::uuid)
order by contract_id, problem
limit :limit offset :offset
