-- How many buyers match?
select count(*)
from buyer
where (:cloud::text is null or cloud = :cloud::text)
  and (:customerIdentifier::text is null or customer_identifier = :customerIdentifier::text)
  and (:accountId::text is null or customer_aws_account_id = :accountId::text)
  and (:identityKey::text is null or identity_key = :identityKey::text)
  and (:identifiers::jsonb is null or cloud_identifiers @> :identifiers::jsonb)
  and (:lastModifiedAtAfter::timestamptz is null or last_modified_at > :lastModifiedAtAfter::timestamptz)
  and (:createdAtAfter::timestamptz is null or created_at > :createdAtAfter::timestamptz)
