-- Which is the newest contract that follows this one, directly or through others; or this one itself?
with recursive chain as (
    select identity_key, 0 as place
    from contract
    where cloud = :cloud and identity_key = :first
    union all
    select c.identity_key, chain.place + 1
    from chain
    join contract c on c.cloud = :cloud and c.predecessor_key = chain.identity_key and c.identity_key <> :identity
    where chain.place < 100
)
select identity_key from chain order by place desc limit 1
