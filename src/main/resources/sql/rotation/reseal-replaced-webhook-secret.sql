-- Is this replaced secret of a webhook sealed under the current key now, unless somebody changed it meanwhile?
update webhook_endpoint set sealed_old_secret = :resealed
where id = :first::uuid and :second = '' and sealed_old_secret = :sealed
