-- Row-level security lets an index serve only comparisons that cannot leak a row: equality of texts and
-- instants can, containment of JSON cannot. So what a buyer or contract is looked up by is a plain column.
alter table buyer
    add column customer_identifier text generated always as (cloud_identifiers ->> 'customer_identifier') stored,
    add column customer_aws_account_id text
        generated always as (cloud_identifiers ->> 'customer_aws_account_id') stored;
create index buyer_by_customer on buyer (seller_id, customer_identifier)
    where customer_identifier is not null;
create index buyer_by_aws_account on buyer (seller_id, customer_aws_account_id)
    where customer_aws_account_id is not null;
create index buyer_by_identity on buyer (seller_id, identity_key);
drop index buyer_by_cloud_identifiers;

alter table contract
    add column license_arn text generated always as (cloud_identifiers ->> 'license_arn') stored,
    add column usage_reporting_id text generated always as (cloud_identifiers ->> 'usage_reporting_id') stored;
create index contract_by_license on contract (seller_id, license_arn) where license_arn is not null;
create index contract_by_usage_reporting on contract (seller_id, usage_reporting_id)
    where usage_reporting_id is not null;
create index contract_by_identity on contract (seller_id, identity_key);
drop index contract_by_cloud_identifiers;

-- Records that somebody may look for; the many accepted ones are found by their hour.
create index metering_record_of_contract on metering_record (seller_id, contract_id, hour desc, id);
create index metering_record_by_dimension on metering_record (seller_id, cloud, dimension, hour desc);
create index metering_record_by_status on metering_record (seller_id, status, hour desc, id)
    where status in ('held', 'unknown', 'rejected', 'expired', 'returned', 'written_off', 'shadow');
create index metering_record_by_hand on metering_record (seller_id, hour desc, id) where source = 'manual';
