-- Which events hold besides those that are known?
insert into contract_event (seller_id, cloud, identity, event_key, step, happened_at, detail, recorded_at)
select current_seller(), :cloud, :identity, event_key, step, happened_at, detail, :now
from jsonb_to_recordset(:rows::jsonb) as row (event_key text, step text, happened_at timestamptz, detail jsonb)
on conflict do nothing
