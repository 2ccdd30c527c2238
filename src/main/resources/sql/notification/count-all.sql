-- How many notifications has the seller?
select count(*) from notification_inbox
