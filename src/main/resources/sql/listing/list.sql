-- Which listings are on this page, oldest first?
select id, cloud, cloud_id, title, usage_dimension, unit_price, currency, value_type, plans::text as plans,
       cost_basis, zero_quantity, metering_identity, service_name, hold::text as hold, shadow,
       send_from_test_mode, created_at, last_modified_at
from listing
where (:cloud::text is null or cloud = :cloud::text)
  and (:cloudId::text is null or cloud_id = :cloudId::text)
  and (:lastModifiedAtAfter::timestamptz is null or last_modified_at > :lastModifiedAtAfter::timestamptz)
order by created_at, id
limit :limit offset :offset
