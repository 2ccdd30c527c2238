-- How is this provider connected?
select status, broken_reason, settings::text as settings, secret_hint, start_at, mode, verified_at
from integration
where provider = :provider and seller_id = current_seller()
