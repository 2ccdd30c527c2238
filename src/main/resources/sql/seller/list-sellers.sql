-- Which sellers are on this page, oldest first?
select id, name, created_at
from seller
where :name::text is null or name = :name::text
order by created_at, id
limit :limit offset :offset
