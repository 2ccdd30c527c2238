-- Which slot has this held record from now on?
update metering_record
set status = 'frozen', reason = null, hour = :hour, usage_end = :usageEnd, plan = :plan,
    identity = (:identity::jsonb) -> 0, lane = :lane,
    batch_limit = :batchLimit, closes_at = :closesAt, next_attempt_at = :now, last_modified_at = :now
where id = :id and status = 'held'
returning cloud
