-- Who changed what, newest first?
select id, seller_id, at, client_id, role, operation, change, thing, thing_id, before::text as before,
       after::text as after
from audit_entry
where (:thing::text is null or thing = :thing::text)
  and (:thingId::text is null or thing_id = :thingId::text)
  and (:from::timestamptz is null or at >= :from::timestamptz)
  and (:to::timestamptz is null or at < :to::timestamptz)
order by at desc, id desc
limit :limit offset :offset
