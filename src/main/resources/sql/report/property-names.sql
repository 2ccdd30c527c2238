-- Which custom properties have the records of these hours, their contracts and their buyers?
with reported as materialized (
    select r.contract_id, r.custom_properties
    from metering_record r
    where r.hour >= :from and r.hour < :to
       or r.hour is null and r.frozen_at >= :from and r.frozen_at < :to
), told as materialized (
    select distinct contract_id from reported
)
select name
from (
    select jsonb_object_keys(reported.custom_properties) as name
    from reported where reported.custom_properties <> '{}'
    union
    select jsonb_object_keys(c.custom_properties)
    from told join contract c on c.id = told.contract_id
    union
    select jsonb_object_keys(b.custom_properties)
    from told join contract c on c.id = told.contract_id join buyer b on b.id = c.buyer_id) names
order by name
limit :most
