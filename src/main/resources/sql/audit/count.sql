-- How many noted changes match?
select count(*)
from audit_entry
where (:thing::text is null or thing = :thing::text)
  and (:thingId::text is null or thing_id = :thingId::text)
  and (:from::timestamptz is null or at >= :from::timestamptz)
  and (:to::timestamptz is null or at < :to::timestamptz)
