-- What is this listing from now on?
update listing
set title = :title, usage_dimension = :usageDimension, unit_price = :unitPrice, currency = :currency,
    value_type = :valueType, plans = :plans::jsonb, cost_basis = :costBasis, zero_quantity = :zeroQuantity,
    metering_identity = :meteringIdentity, service_name = :serviceName, hold = :hold::jsonb,
    shadow = :shadow, send_from_test_mode = :sendFromTestMode, last_modified_at = :lastModifiedAt
where id = :id
