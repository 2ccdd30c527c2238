-- Where does this seller want to be told, and of what? Nothing happens once it has as many as there may be.
insert into webhook_endpoint (id, seller_id, url, description, event_types, event_names, status, sealed_secret,
                              created_at, last_modified_at)
select :id, current_seller(), :url, :description, :eventTypes::text[], :eventNames::jsonb, 'enabled',
       :sealedSecret, :now, :now
where (select count(*) from webhook_endpoint where status <> 'deleted') < :most
