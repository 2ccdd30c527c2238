-- What are accepted units worth now that their price is known better? The units stay as they are.
insert into value_correction (seller_id, record_id, snapshot_id, amount, old_price, new_price, reason, booked_at)
select seller_id, record_id, snapshot_id, amount, old_price, new_price, 'price-correction', booked_at
from jsonb_to_recordset(:rows::jsonb) as row (seller_id uuid, record_id uuid, snapshot_id bigint, amount numeric,
    old_price numeric, new_price numeric, booked_at timestamptz)
