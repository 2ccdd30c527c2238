-- Is there such a contract? It stays as it is until we are done changing it.
select id from contract where id = :id for update
