-- What is this record, and from which numbers was it worked out?
select r.id, r.seller_id, r.cloud, r.contract_id, r.listing_id, r.dimension, r.hour, r.quantity, r.accepted_quantity,
       r.unit_price, r.value, r.currency, r.status, r.reason, r.source, r.counts, r.cloud_record_id,
       r.attempts, r.submitted_at, r.accepted_at,
       (b.custom_properties || c.custom_properties || r.custom_properties)::text as custom_properties,
       r.cost, r.baseline, r.included, r.committed_before, r.written_off, r.reading::text as reading
from metering_record r
join contract c on c.id = r.contract_id
join buyer b on b.id = c.buyer_id
where r.id = :id
