-- Where do these records stand, held still until this transaction ends? And how many of their earlier
-- attempts may have been booked without an answer?
select r.id, r.seller_id, r.account_id, r.cloud, r.status, r.claim_token, r.uncertain, r.quantity, r.attempts,
       r.batch_limit, r.contract_id, r.dimension, r.hour, r.currency, r.quantity * r.unit_price as value,
       case when r.uncertain then (
           select count(*) from metering_attempt t
           where t.record_id = r.id and t.claim_token is distinct from r.claim_token
             and (t.answered_at is null or t.outcome = 'no-answer')) else 0 end as unanswered,
       coalesce(a.state = 'parked', false) as account_is_parked,
       coalesce(i.status = 'broken', false) as lane_is_broken
from metering_record r
left join account a on a.id = r.account_id
left join integration i on i.seller_id = r.seller_id and i.provider = r.cloud
where r.id = any (:ids)
order by r.id
for update of r
