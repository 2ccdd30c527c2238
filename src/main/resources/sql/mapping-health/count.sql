-- How many of the things that are wrong with the seller's mappings match?
select count(*)
from mapping_problems(:now)
where (:problem::text is null or problem = :problem::text)
  and (:cloud::text is null or cloud = :cloud::text)
  and (:contractId::uuid is null or contract_id = :contractId::uuid)
