-- What is this endpoint from now on? One that is enabled again begins without a past.
update webhook_endpoint
set url = :url, description = :description, event_types = :eventTypes::text[],
    event_names = :eventNames::jsonb, status = :status, disabled_reason = :disabledReason,
    failing_since = case when status = 'disabled' and :status = 'enabled' then null else failing_since end,
    last_modified_at = :now
where id = :id
