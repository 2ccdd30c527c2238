-- How many contracts match?
select count(*)
from contract
where (:cloud::text is null or cloud = :cloud::text)
  and (:status::text is null or status = :status::text)
  and (:buyerId::uuid is null or buyer_id = :buyerId::uuid)
  and (:listingId::uuid is null or listing_id = :listingId::uuid)
  and (:licenseArn::text is null or license_arn = :licenseArn::text)
  and (:usageReportingId::text is null or usage_reporting_id = :usageReportingId::text)
  and (:identityKey::text is null or identity_key = :identityKey::text)
  and (:identifiers::jsonb is null or cloud_identifiers @> :identifiers::jsonb)
  and (:lastModifiedAtAfter::timestamptz is null or last_modified_at > :lastModifiedAtAfter::timestamptz)
  and (:createdAtAfter::timestamptz is null or created_at > :createdAtAfter::timestamptz)
