-- How many credentials has this seller?
select count(*) from api_credential
