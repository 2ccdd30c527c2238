-- Where does this record stand, held still until this transaction ends?
select r.id, r.seller_id, r.account_id, r.contract_id, r.cloud, r.status, r.reason, r.dimension, r.identity_key,
       r.quantity, r.unit_price, r.value, r.value + r.correction as worth, r.currency, r.foreign_slot,
       (r.reading ->> 'hour')::timestamptz as worked_out_for
from metering_record r
where r.id = :id
for update of r
