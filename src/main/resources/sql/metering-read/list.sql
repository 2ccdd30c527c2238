-- Which records are on this page: those without a slot first, then the newest hour first?
select r.id, r.cloud, r.contract_id, r.listing_id, r.dimension, r.hour, r.quantity, r.accepted_quantity,
       r.unit_price, r.value, r.currency, r.status, r.reason, r.source, r.counts, r.cloud_record_id,
       r.attempts, r.submitted_at, r.accepted_at,
       (b.custom_properties || c.custom_properties || r.custom_properties)::text as custom_properties
from (
    select *
    from metering_record
    where (:cloud::text is null or cloud = :cloud::text)
      and (:contractId::uuid is null or contract_id = :contractId::uuid)
      and (:dimension::text is null or dimension = :dimension::text)
      and (:status::text is null or status = :status::text)
      and (:source::text is null or source = :source::text)
      and (:hourFrom::timestamptz is null or hour >= :hourFrom::timestamptz)
      and (:hourTo::timestamptz is null or hour < :hourTo::timestamptz)
    order by hour desc, id
    limit :limit offset :offset) r
join contract c on c.id = r.contract_id
join buyer b on b.id = c.buyer_id
order by r.hour desc, r.id
