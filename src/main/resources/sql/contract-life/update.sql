-- How does this contract stand from now on?
update contract
set status = :status, ending = :ending, terms = :terms::jsonb, plan = coalesce(:plan, plan),
    -- one that ended as it began still has a moment of its own
    end_at = greatest(:endAt::timestamptz, start_at + interval '1 second'),
    cloud_identifiers = cloud_identifiers || :cloudIdentifiers::jsonb,
    cancelled_at = :cancelledAt, last_signal_at = :lastSignalAt, seller_deadline_at = :sellerDeadlineAt,
    deadline_at = :deadlineAt, truth_read_at = coalesce(:truthReadAt::timestamptz, truth_read_at),
    last_modified_at = :now
where id = :id
