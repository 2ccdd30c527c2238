-- How many events has the seller?
select count(*) from event_outbox
