-- Which accounts does a contract meter as it ends? Their hourly lane stops and their last reads are planned.
insert into final_usage (id, seller_id, contract_id, account_id, state, cancelled_at, give_up_at, planned_reads,
                         next_read_at)
select gen_random_uuid(), current_seller(), ac.contract_id, ac.account_id, 'open', :cancelledAt, :giveUpAt,
       planned.reads, greatest(planned.reads[1], :now::timestamptz)
from account_contract ac
cross join lateral (
    select array_agg(:cancelledAt::timestamptz + after.seconds * interval '1 second' order by after.seconds) as reads
    from unnest(cast(:readsAfterSeconds as bigint[])) as after (seconds)) planned
where ac.contract_id = :contract and ac.until_at is null and :giveUpAt::timestamptz > :now::timestamptz
on conflict do nothing
