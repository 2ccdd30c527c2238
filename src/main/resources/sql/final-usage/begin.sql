-- Which accounts does a contract meter as it ends? Their hourly lane stops and their last reads are planned.
insert into final_usage (id, seller_id, contract_id, account_id, state, cancelled_at, give_up_at, planned_reads,
                         next_read_at, holds_next_at)
select gen_random_uuid(), current_seller(), ac.contract_id, ac.account_id, 'open', :cancelledAt, :giveUpAt,
       (select array_agg(:cancelledAt::timestamptz + after.seconds * interval '1 second' order by after.seconds)
        from unnest(cast(:readsAfterSeconds as bigint[])) as after (seconds)),
       :firstReadAt, :cancelledAt::timestamptz + :holdsSeconds * interval '1 second'
from account_contract ac
where ac.contract_id = :contract and ac.until_at is null
on conflict do nothing
