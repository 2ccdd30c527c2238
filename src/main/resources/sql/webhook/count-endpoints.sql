-- How many endpoints match?
select count(*)
from webhook_endpoint
where status <> 'deleted'
  and (:status::text is null or status = :status::text)
