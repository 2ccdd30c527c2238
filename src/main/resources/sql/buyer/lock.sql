-- Is there such a buyer? It stays as it is until we are done changing it.
select id from buyer where id = :id for update
