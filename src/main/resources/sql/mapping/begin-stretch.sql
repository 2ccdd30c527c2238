-- From when does this contract meter the account? From its start, unless somebody metered later than that.
insert into account_contract (account_id, contract_id, seller_id, from_at)
select :account, :contract, :seller,
       greatest(:startAt,
                (select max(until_at) from account_contract where account_id = :account),
                (select max(until_at) from account_contract where contract_id = :contract))
where not exists (select from account_contract
                  where account_id = :account and contract_id = :contract and until_at is null)
on conflict do nothing
