-- Which listing is new? Nothing happens when the seller has it already.
insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency, value_type,
                     plans, cost_basis, zero_quantity, metering_identity, service_name, hold, shadow,
                     send_from_test_mode, created_at, last_modified_at)
values (:id, current_seller(), :cloud, :cloudId, :title, :usageDimension, :unitPrice, :currency, :valueType,
        :plans::jsonb, :costBasis, :zeroQuantity, :meteringIdentity, :serviceName, :hold::jsonb, :shadow,
        :sendFromTestMode, :createdAt, :lastModifiedAt)
on conflict (seller_id, cloud, cloud_id) do nothing
