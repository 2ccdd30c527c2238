-- What are these buyers and listings called?
select id, name from buyer where id = any(:ids)
union all
select id, title from listing where id = any(:ids)
