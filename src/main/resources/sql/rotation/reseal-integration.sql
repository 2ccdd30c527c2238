-- Is this connection sealed under the current key now, unless somebody changed it meanwhile?
update integration set sealed_secret = :resealed
where seller_id = :first::uuid and provider = :second and sealed_secret = :sealed
