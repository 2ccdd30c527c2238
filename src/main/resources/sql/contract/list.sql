-- Which contracts are on this page, oldest first, and what does a unit cost now?
select c.id, c.cloud, c.listing_id, c.buyer_id, c.status, c.start_at, c.end_at, c.plan,
       c.cloud_identifiers::text as cloud_identifiers, c.orb_subscription_id,
       c.external_associations::text as external_associations,
       c.custom_properties::text as custom_properties, c.included_amount, c.included_term, c.cut_over_at, c.created_at,
       c.last_modified_at, price.dimension, price.unit_price, price.currency
from (
    select *
    from contract
    where (:cloud::text is null or cloud = :cloud::text)
      and (:status::text is null or status = :status::text)
      and (:buyerId::uuid is null or buyer_id = :buyerId::uuid)
      and (:listingId::uuid is null or listing_id = :listingId::uuid)
      and (:agreementId::text is null or cloud = 'aws' and identity_key = :agreementId::text)
      and (:licenseArn::text is null or license_arn = :licenseArn::text)
      and (:subscriptionId::text is null or cloud = 'azure' and identity_key = :subscriptionId::text)
      and (:offerId::text is null or offer_id = :offerId::text)
      and (:planId::text is null or plan_id = :planId::text)
      and (:entitlementId::text is null or cloud = 'gcp' and identity_key = :entitlementId::text)
      and (:usageReportingId::text is null or usage_reporting_id = :usageReportingId::text)
      and (:plan::text is null or plan_name = :plan::text)
      and (:lastModifiedAtAfter::timestamptz is null or last_modified_at > :lastModifiedAtAfter::timestamptz)
      and (:createdAtAfter::timestamptz is null or created_at > :createdAtAfter::timestamptz)
    order by created_at, id
    limit :limit offset :offset) c
cross join lateral (
    select p.dimension, p.unit_price, p.currency
    from price_snapshot p
    where p.contract_id = c.id
    order by p.effective_at <= :now desc,
             case when p.effective_at <= :now then p.effective_at end desc, p.effective_at, p.id desc
    limit 1) price
order by c.created_at, c.id
