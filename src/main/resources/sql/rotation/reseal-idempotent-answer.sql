-- Is this remembered answer sealed under the current key now, unless somebody changed it meanwhile?
update idempotent_answer set sealed_answer = :resealed
where scope = :first and key = :second and sealed_answer = :sealed
