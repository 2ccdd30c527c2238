-- Is there a seller on whose behalf this transaction runs?
select id from seller where id = current_seller()
