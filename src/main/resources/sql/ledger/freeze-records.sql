-- Which slots carry units from now on? A slot that is taken already is left alone; its units wait.
insert into metering_record (id, seller_id, account_id, contract_id, listing_id, run_id, cloud, lane, source,
    dimension, hour, usage_end, identity_key, identity, plan, quantity, unit_price, value, currency,
    cost, baseline, included, committed_before, written_off, reading,
    status, reason, batch_limit, next_attempt_at, closes_at, frozen_at, last_modified_at, stands_out)
select id, seller_id, account_id, contract_id, listing_id, run_id, cloud, lane, 'orb',
    dimension, hour, usage_end, identity_key, identity, plan, quantity, unit_price, quantity * unit_price, currency,
    cost, baseline, included, committed_before, written_off, reading,
    status, reason, batch_limit, frozen_at, closes_at, frozen_at, frozen_at,
    -- small sums do not count, nor what is not even twice the average of the account's hours so far
    coalesce(quantity * unit_price >= 10 and quantity * unit_price * extract(epoch from hour - first_hour) / 3600
             > 2 * committed_before, false)
from jsonb_to_recordset(:rows::jsonb) as row (id uuid, seller_id uuid, account_id uuid, contract_id uuid,
    listing_id uuid, run_id uuid, cloud text, lane text, dimension text, hour timestamptz, usage_end timestamptz,
    identity_key text, identity jsonb, plan text, quantity bigint, unit_price numeric, currency text, cost numeric,
    baseline numeric, included numeric, committed_before numeric, written_off numeric, reading jsonb,
    status text, reason text, batch_limit integer, closes_at timestamptz, frozen_at timestamptz, first_hour timestamptz)
on conflict do nothing
returning id, cloud, status
