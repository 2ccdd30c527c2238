-- How is this seller's Orb account reached?
select seller_id, cast(settings as text) as settings, sealed_secret
  from integration
 where seller_id = :#${exchangeProperty.hook.sellerId}
   and provider = 'orb'
