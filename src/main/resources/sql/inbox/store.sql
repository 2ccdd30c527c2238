-- Is this message new? Stores it once; the same message again changes nothing.
insert into notification_inbox (id, seller_id, cloud, message_key, transport, body, event_type, contract_key,
                                occurred_at, received_at, state, reason, next_attempt_at, settled_at)
values (:id, :sellerId, :cloud, :messageKey, :transport, :body, :eventType, :contractKey,
        :occurredAt::timestamptz, :now::timestamptz, :state, :reason, :now::timestamptz,
        case when :state = 'parked' then :now::timestamptz end)
on conflict on constraint a_message_is_stored_once do nothing
