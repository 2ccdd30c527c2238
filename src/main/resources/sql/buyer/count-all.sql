-- How many buyers has the seller?
select count(*) from buyer
