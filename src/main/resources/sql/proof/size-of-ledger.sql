-- How much is there to prove?
select (select count(*) from account where seller_id = :seller) as accounts,
       (select count(*) from metering_record where seller_id = :seller) as records
