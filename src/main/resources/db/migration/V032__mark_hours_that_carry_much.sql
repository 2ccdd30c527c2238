-- Whether an hour is abnormal is asked again and again, about every record of the last day. What is not even twice the
-- average of its account is no candidate, and that is known when a record is frozen. The version before writes false: its
-- last hours raise no such alarm.
alter table metering_record add column stands_out boolean not null default false;

create index metering_record_standing_out on metering_record (seller_id, hour) where stands_out;
