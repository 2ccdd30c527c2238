-- The contract no longer meters what it metered until now.
with ended as (
    update account_contract set until_at = greatest(from_at, :now)
    where contract_id = :contract and until_at is null and account_id is distinct from :account
    returning account_id
)
update account set claim_token = nextval('claim_token'), lease_until = null
where id in (select account_id from ended)
