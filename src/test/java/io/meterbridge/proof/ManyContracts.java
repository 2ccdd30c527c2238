package io.meterbridge.proof;

import io.meterbridge.api.ApiClient;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.world.MeteringWorld;
import java.util.Map;
import java.util.UUID;

/**
 * A seller with more contracts than a test could enter through the API.
 *
 * @param number tells the ids of one seller's rows from another's; one digit
 */
record ManyContracts(MeteringWorld world, int number, UUID seller, int contracts) {

    /** A new seller with contracts on 60 listings of three marketplaces, ten for each buyer; none is mapped. */
    static ManyContracts of(MeteringWorld world, int number, int contracts) {
        var credential = world.bean(OperatorCredential.class);
        var seller = UUID.fromString(ApiClient.nobodyAt(world.port())
                .signedIn(credential.clientId(), credential.secret())
                .post("/sellers", Map.of("name", "A seller with many contracts")).is(201).at("/id"));
        var many = new ManyContracts(world, number, seller, contracts);
        many.enter(ROWS, contracts);
        return many;
    }

    /** Maps so many of them, each with ten metered hours. */
    ManyContracts metered(int metered) {
        enter(RECORDS, metered);
        return this;
    }

    private void enter(String statements, int metered) {
        for (var statement : statements.split(";")) {
            world.jdbc().sql(statement).param("number", Integer.toString(number)).param("seller", seller)
                    .param("contracts", contracts).param("metered", metered).update();
        }
    }

    private static final String ROWS = """
            insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency,
                value_type, cost_basis, zero_quantity, metering_identity, created_at, last_modified_at)
            select ('0000000' || :number || '-0000-0001-0000-' || lpad(to_hex(i), 12, '0'))::uuid, :seller,
                   (array['aws','azure','gcp'])[1 + i % 3], 'product-' || i, 'Product', 'units', 0.01, 'USD', 'int64',
                   'total', false, 'license', timestamptz '2026-01-01', timestamptz '2026-01-01'
            from generate_series(1, least(60, :contracts)) i;
            insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                last_modified_at)
            select ('0000000' || :number || '-0000-0002-0000-' || lpad(to_hex(i), 12, '0'))::uuid, :seller,
                   (array['aws','azure','gcp'])[1 + i % 3], 'Buyer ' || i, 'key-' || i,
                   jsonb_build_object('account_id', 'key-' || i), timestamptz '2026-01-01', timestamptz '2026-01-01'
            from generate_series(1, :contracts / 10) i;
            insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, identity_key,
                cloud_identifiers, created_at, last_modified_at)
            select ('0000000' || :number || '-0000-0003-0000-' || lpad(to_hex(i), 12, '0'))::uuid, :seller,
                   ('0000000' || :number || '-0000-0002-0000-'
                       || lpad(to_hex(1 + i % (:contracts / 10)), 12, '0'))::uuid,
                   ('0000000' || :number || '-0000-0001-0000-' || lpad(to_hex(1 + i % 60), 12, '0'))::uuid,
                   (array['aws','azure','gcp'])[1 + i % 3], 'active', timestamptz '2026-01-01',
                   (array['agmt-','sub-','ent-'])[1 + i % 3] || i,
                   case i % 3
                       when 0 then jsonb_build_object('agreement_id', 'agmt-' || i, 'license_arn', 'arn-' || i)
                       when 1 then jsonb_build_object('subscription_id', 'sub-' || i, 'offer_id', 'offer-' || i % 60,
                           'plan_id', 'gold')
                       else jsonb_build_object('entitlement_id', 'ent-' || i, 'usage_reporting_id', 'usage-' || i,
                           'plan', 'gold') end,
                   timestamptz '2026-01-01' + i * interval '1 second',
                   timestamptz '2026-01-01' + i * interval '1 second'
            from generate_series(1, :contracts) i;
            insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                currency, learnt_from)
            select seller_id, id, start_at, start_at, 'units', 0.01, 'USD', 'listing' from contract
            where seller_id = :seller;
            vacuum analyze
            """;

    private static final String RECORDS = """
            update contract set orb_subscription_id = 'sub-' || id
            where id in (select id from contract where seller_id = :seller order by id limit :metered);
            insert into account (id, seller_id, orb_subscription_id, currency, cost_basis, state, time_zone,
                subscription_start, subscription_read_at, settled_read_at, cost, first_hour, cursor_hour, next_read_at,
                created_at)
            select ('0000000' || :number || '-0000-0004-0000-' || right(id::text, 12))::uuid, seller_id,
                   orb_subscription_id, 'USD', 'total', 'metering', 'UTC', start_at, start_at,
                   timestamptz '2026-03-10 12:04Z', 12.345, timestamptz '2026-03-10 02:00Z',
                   timestamptz '2026-03-10 11:00Z', 'infinity', start_at
            from contract where seller_id = :seller and orb_subscription_id is not null;
            insert into account_contract (account_id, contract_id, seller_id, from_at)
            select id, ('0000000' || :number || '-0000-0003-0000-' || right(id::text, 12))::uuid, seller_id, created_at
            from account where seller_id = :seller;
            insert into metering_record (id, seller_id, account_id, contract_id, listing_id, cloud, lane, source,
                dimension, hour, identity_key, identity, quantity, accepted_quantity, unit_price, value, currency,
                cost, baseline, included, committed_before, written_off, status, attempts, next_attempt_at, closes_at,
                frozen_at, submitted_at, accepted_at, last_modified_at)
            select gen_random_uuid(), c.seller_id, ac.account_id, c.id, c.listing_id, c.cloud, 'lane', 'orb', 'units',
                   timestamptz '2026-03-10 02:00Z' + h * interval '1 hour', c.id::text, '{}', 1, 1, 0.01, 0.01, 'USD',
                   12.345, 0, 0, 0, 0, 'accepted', 1, 'infinity', timestamptz '2026-03-11', c.start_at, c.start_at,
                   c.start_at, c.start_at
            from account_contract ac join contract c on c.id = ac.contract_id, generate_series(0, 9) h
            where c.seller_id = :seller;
            vacuum analyze
            """;
}
