-- How many deliveries has the seller?
select count(*) from webhook_delivery
