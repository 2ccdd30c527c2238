-- Which records may have been booked without an answer and are free to be billed again? (M-13)
select r.account_id, (min(r.id::text))::uuid as record_id, count(*) as found, sum(r.value + r.correction) as amount
from metering_record r
where r.seller_id = :seller and r.status in ('held', 'frozen', 'rejected', 'expired', 'written_off', 'shadow')
  and exists (select from metering_attempt t
              where t.record_id = r.id and (t.answered_at is null or t.outcome = 'no-answer'))
group by r.account_id
order by r.account_id
