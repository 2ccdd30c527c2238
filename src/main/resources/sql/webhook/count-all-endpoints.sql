-- How many endpoints has the seller?
select count(*) from webhook_endpoint where status <> 'deleted'
