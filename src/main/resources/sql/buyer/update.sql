-- What does the seller say about this buyer from now on?
update buyer
set external_associations = :externalAssociations::jsonb, custom_properties = :customProperties::jsonb,
    last_modified_at = :now
where id = :id
