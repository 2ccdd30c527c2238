-- Claims take the records that have waited longest: read from this index in its order, they stop after as many as
-- they look at. With the moment alone every claim read and sorted all that wait.
create index metering_record_waiting on metering_record (next_attempt_at, id) where status in ('frozen', 'unknown');
drop index metering_record_unsent;

-- Lists say exactly how many records match. Nearly all records are accepted in the end; a list of those of one
-- marketplace counts them here without reading them.
create index metering_record_accepted on metering_record (seller_id, cloud) where status = 'accepted';
