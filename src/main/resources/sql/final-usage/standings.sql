-- How do these accounts stand after their read: was it answered, and are whole units left that no record carries?
select f.id, f.cancelled_at, f.give_up_at, coalesce(a.settled_read_at >= f.asked_at, false) as answered,
       (select string_agg((extract(epoch from planned.at) * 1000000)::bigint::text, ',' order by planned.at)
        from unnest(f.planned_reads) as planned (at)) as reads,
       a.cost - a.baseline - a.included - a.committed - a.shadowed - a.written_off as open,
       (select p.unit_price from price_snapshot p where p.contract_id = f.contract_id
        order by p.effective_at desc, p.id desc limit 1) as unit_price
from final_usage f
join account a on a.id = f.account_id
where f.state = 'open' and f.account_id = any (:accounts)
