-- Who is this buyer?
select id, cloud, name, cloud_identifiers::text as cloud_identifiers, orb_subscription_id,
       external_associations::text as external_associations, custom_properties::text as custom_properties,
       created_at, last_modified_at
from buyer
where id = :id
