-- Until when does this contract meter its accounts? Whatever is being worked out for them starts over.
with ended as (
    update account_contract
    set until_at = greatest(from_at, least(:endAt::timestamptz, :now::timestamptz))
    where contract_id = :contract and until_at is null
    returning account_id
)
update account set claim_token = nextval('claim_token'), lease_until = null
where id in (select account_id from ended)
