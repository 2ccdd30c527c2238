-- Which records that have no hour were worked out in this time, oldest first?
select r.id, r.hour, r.cloud, r.listing_id, r.contract_id, c.buyer_id, b.name as buyer_name, r.dimension, r.quantity,
       r.accepted_quantity, r.unit_price, r.value, r.correction, r.currency, r.status, r.reason, r.source, r.counts,
       r.cloud_record_id, r.frozen_at, r.submitted_at, r.accepted_at,
       (b.custom_properties || c.custom_properties || r.custom_properties)::text as custom_properties
from metering_record r
join contract c on c.id = r.contract_id
join buyer b on b.id = c.buyer_id
where r.hour is null and r.frozen_at >= :from and r.frozen_at < :to
order by r.frozen_at, r.id
