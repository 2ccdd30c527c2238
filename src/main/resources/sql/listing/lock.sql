-- What is this listing, until we are done changing it?
select id, cloud, cloud_id, title, usage_dimension, unit_price, currency, value_type, plans::text as plans,
       cost_basis, zero_quantity, metering_identity, service_name, hold::text as hold, shadow,
       send_from_test_mode, created_at, last_modified_at
from listing
where id = :id
for update
