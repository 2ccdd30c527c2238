-- Which buyers are on this page, oldest first?
select id, cloud, name, cloud_identifiers::text as cloud_identifiers, orb_subscription_id,
       external_associations::text as external_associations, custom_properties::text as custom_properties,
       created_at, last_modified_at
from buyer
where (:cloud::text is null or cloud = :cloud::text)
  and (:customerIdentifier::text is null or customer_identifier = :customerIdentifier::text)
  and (:accountId::text is null or customer_aws_account_id = :accountId::text)
  and (:identityKey::text is null or identity_key = :identityKey::text)
  and (:identifiers::jsonb is null or cloud_identifiers @> :identifiers::jsonb)
  and (:lastModifiedAtAfter::timestamptz is null or last_modified_at > :lastModifiedAtAfter::timestamptz)
  and (:createdAtAfter::timestamptz is null or created_at > :createdAtAfter::timestamptz)
order by created_at, id
limit :limit offset :offset
