-- How is this seller's Google Cloud reached?
select seller_id, cast(settings as text) as settings, sealed_secret
  from integration
 where seller_id = :#${exchangeProperty.gcpBatch.sellerId}
   and provider = 'gcp'
