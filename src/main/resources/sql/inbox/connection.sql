-- How is this seller's marketplace reached?
select seller_id, settings::text as settings, sealed_secret
from integration
where seller_id = :sellerId and provider = :provider
