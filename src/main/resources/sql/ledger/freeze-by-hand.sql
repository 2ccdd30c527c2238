-- Which usage by hand has a slot from now on? One whose slot is taken already is left out.
insert into metering_record (id, seller_id, account_id, contract_id, listing_id, cloud, lane, source,
    covers_orb_cost, dimension, hour, usage_end, identity_key, identity, plan, quantity, unit_price, value, currency,
    status, next_attempt_at, closes_at, frozen_at, custom_properties, last_modified_at)
select id, seller_id, account_id, contract_id, listing_id, cloud, lane, 'manual',
    covers_orb_cost, dimension, hour, usage_end, identity_key, identity, plan, quantity, unit_price,
    quantity * unit_price, currency, status, frozen_at, closes_at, frozen_at, custom_properties, frozen_at
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, seller_id uuid, account_id uuid, contract_id uuid,
    listing_id uuid, cloud text, lane text, covers_orb_cost boolean, dimension text, hour timestamptz,
    usage_end timestamptz, identity_key text, identity jsonb, plan text, quantity bigint, unit_price numeric, currency text,
    status text, closes_at timestamptz, frozen_at timestamptz, custom_properties jsonb)
on conflict do nothing
returning cloud, status
