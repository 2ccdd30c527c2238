-- Claims take the records that have waited longest. The order is the index's own, so that a claim can stop after as
-- many as it looks at, and passes entries of records that left long ago once, not every time.
create index metering_record_waiting on metering_record (next_attempt_at, id) where status in ('frozen', 'unknown');
drop index metering_record_unsent;

-- Lists say exactly how many records match; those of a marketplace in a status are counted here without reading them.
-- Every change of a record writes to every index, so this one takes the place of another: a dimension has its own
-- (V021).
create index metering_record_of_cloud on metering_record (seller_id, cloud, status);
drop index metering_record_by_dimension;
