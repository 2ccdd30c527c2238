-- Whose records are in doubt, so that the marketplace's daily sums are worth a look? With first and last day.
select seller_id, min(hour) as from_hour, max(hour) as to_hour
from metering_record
where cloud = :cloud and status = 'unknown' and uncertain and not foreign_slot
  and submitted_at <= :sentBefore and hour >= :oldest
group by seller_id
order by seller_id
