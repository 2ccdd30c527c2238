-- Is this signing key sealed under the current key now, unless somebody changed it meanwhile?
update signing_key set sealed_key = :resealed
where id = :first::uuid and :second = '' and sealed_key = :sealed
