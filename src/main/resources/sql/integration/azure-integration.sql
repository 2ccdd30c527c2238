-- How is this seller's Azure application reached?
select seller_id, cast(settings as text) as settings, sealed_secret
  from integration
 where seller_id = :#${exchangeProperty.azureSeller}
   and provider = 'azure'
