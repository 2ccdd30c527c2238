-- How many sellers are there?
select count(*) from seller
