-- How many buyers match?
select count(*)
from buyer
where (:cloud::text is null or cloud = :cloud::text)
  and (:productCode::text is null or product_code = :productCode::text)
  and (:customerIdentifier::text is null or customer_identifier = :customerIdentifier::text)
  and (:customerAwsAccountId::text is null or customer_aws_account_id = :customerAwsAccountId::text)
  and (:tenantId::text is null or cloud = 'azure' and identity_key = :tenantId::text)
  and (:accountId::text is null or cloud = 'gcp' and identity_key = :accountId::text)
  and (:lastModifiedAtAfter::timestamptz is null or last_modified_at > :lastModifiedAtAfter::timestamptz)
  and (:createdAtAfter::timestamptz is null or created_at > :createdAtAfter::timestamptz)
