-- What is wrong with the seller's mappings, contract by contract, and how much of it is there? Looked up once for both.
with problem as materialized (
    select * from mapping_problems(:now)
), matching as materialized (
    select *
    from problem p
    where (:problem::text is null or p.problem = :problem::text)
      and (:cloud::text is null or p.cloud = :cloud::text)
      and (:contractId::uuid is null or p.contract_id = :contractId::uuid)
)
select (select count(*) from matching) as matching, (select count(*) from problem) as total, page.*
from (select) always
left join lateral (
    select *
    from matching m
    order by m.contract_id, m.problem
    limit :limit offset :offset) page on true
order by page.contract_id, page.problem
