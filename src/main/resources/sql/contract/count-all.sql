-- How many contracts has the seller?
select count(*) from contract
