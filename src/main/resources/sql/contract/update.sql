-- What does the seller say about this contract from now on?
update contract
set external_associations = :externalAssociations::jsonb, custom_properties = :customProperties::jsonb,
    included_amount = :includedAmount, included_term = :includedTerm, last_modified_at = :now
where id = :id
