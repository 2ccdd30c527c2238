-- What is stored of this provider, sealed secrets included?
select seller_id, settings::text as settings, sealed_secret
from integration
where provider = :provider and seller_id = current_seller()
