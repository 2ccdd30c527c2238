-- How is this seller's AWS account reached?
select seller_id, cast(settings as text) as settings, sealed_secret
  from integration
 where seller_id = :#${exchangeProperty.awsBatch.sellerId}
   and provider = 'aws'
