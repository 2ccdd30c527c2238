-- Who bills through this installation from now on?
insert into seller (id, name, created_at) values (:id, :name, :createdAt)
