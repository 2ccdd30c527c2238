-- Which alarms are on this page, the dearest first, and how many are there? What nobody can put a sum to comes last.
select counts.matching, counts.total, page.*
from (select count(*) filter (where (:kind::text is null or kind = :kind::text)
                                and (:cloud::text is null or cloud = :cloud::text)) as matching,
             count(*) as total
      from alarm) counts
left join lateral (
    select *
    from alarm
    where (:kind::text is null or kind = :kind::text)
      and (:cloud::text is null or cloud = :cloud::text)
    order by coalesce(amount, -1) desc, kind, contract_id::text
    limit :limit offset :offset) page on true
order by coalesce(page.amount, -1) desc, page.kind, page.contract_id::text
