-- Which records count as accepted, or as returned, although neither a marketplace nor a human ever said so? (M-13)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found, sum(r.value + r.correction) as amount
from metering_record r
where r.seller_id = :seller
  and (r.status = 'accepted'
       and (r.accepted_quantity is distinct from r.quantity
            or not exists (select from metering_attempt t
                           where t.record_id = r.id and t.outcome in ('accepted', 'duplicate'))
               and not exists (select from record_decision d
                               where d.record_id = r.id and d.decision = 'billed'))
       or r.status = 'returned'
       and not exists (select from metering_attempt t
                       where t.record_id = r.id and t.owner = 'read-back' and t.outcome = 'closed')
       and not exists (select from record_decision d
                       where d.record_id = r.id and d.decision = 'not-billed')
       or r.status = 'written_off'
       and not exists (select from record_decision d where d.record_id = r.id and d.decision = 'dropped'))
group by r.account_id
order by r.account_id
