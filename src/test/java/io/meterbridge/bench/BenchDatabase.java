package io.meterbridge.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** A PostgreSQL as the embedded one is, durable, and the contracts that would otherwise be onboarded one by one. */
final class BenchDatabase implements AutoCloseable {

    private static final String LOGIN = "meterbridge";

    private static final String[] STATEMENTS = {"""
            insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                last_modified_at)
            select id, seller_id, cloud, 'Buyer ' || number, id::text,
                   jsonb_build_object('customer_aws_account_id', lpad(number::text, 12, '0')), :now, :now
            from bench_account where seller_id = :seller and number >= :first and number < :end""", """
            insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, plan, identity_key,
                cloud_identifiers, orb_subscription_id, created_at, last_modified_at)
            select id, seller_id, id, listing_id, cloud, 'active', :periodStart, 'plan', id::text,
                   case cloud
                   when 'aws' then jsonb_build_object('license_arn',
                        'arn:aws:license-manager::294406891311:license:l-' || lpad(number::text, 32, '0'))
                   when 'azure' then jsonb_build_object('subscription_id',
                        '00000000-0000-4000-8000-' || lpad(number::text, 12, '0'))
                   else jsonb_build_object('usage_reporting_id', 'project_number:' || number) end,
                   'sub-' || lpad(number::text, 8, '0'), :now, :now
            from bench_account where seller_id = :seller and number >= :first and number < :end""", """
            insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                currency, plan, learnt_from)
            select b.seller_id, b.id, :periodStart, :now, l.usage_dimension, l.unit_price, 'USD', 'plan', 'listing'
            from bench_account b join listing l on l.id = b.listing_id
            where b.seller_id = :seller and number >= :first and number < :end""", """
            insert into account (id, seller_id, orb_subscription_id, currency, cost_basis, state, time_zone,
                subscription_start, period_start, period_end, subscription_read_at, first_hour, cursor_hour,
                next_read_at, created_at)
            select id, seller_id, 'sub-' || lpad(number::text, 8, '0'), 'USD', 'total', 'metering', 'UTC',
                   :periodStart, :periodStart, :periodStart::timestamptz + interval '1 month', :now, :firstHour,
                   :firstHour::timestamptz - interval '1 hour', :now, :now
            from bench_account where seller_id = :seller and number >= :first and number < :end""", """
            insert into account_contract (account_id, contract_id, seller_id, from_at)
            select id, id, seller_id, :periodStart
            from bench_account where seller_id = :seller and number >= :first and number < :end"""};

    private static final int CROWD_PER_SELLER = 5_000;

    private static final String[] CROWD = {"""
            create table crowd as
            select n as number, gen_random_uuid() as id, md5('crowd ' || (n - 1) / :perSeller)::uuid as seller_id,
                   md5('listing ' || (n - 1) / :perSeller)::uuid as listing_id
            from generate_series(1, :accounts) n""", """
            insert into seller (id, name, created_at)
            select distinct seller_id, 'One of many', :now::timestamptz from crowd""", """
            insert into integration (seller_id, provider, status, settings, sealed_secret, start_at, mode,
                verified_at, updated_at)
            select s.id, i.provider, i.status, i.settings, i.sealed_secret, i.start_at, i.mode, :now, :now
            from (select distinct seller_id as id from crowd) s
            join integration i on i.seller_id = :like""", """
            insert into orb_budget (seller_id, refilled_at) select distinct seller_id, :now::timestamptz from crowd""",
            """
            insert into listing (id, seller_id, cloud, cloud_id, title, usage_dimension, unit_price, currency,
                value_type, cost_basis, zero_quantity, metering_identity, created_at, last_modified_at)
            select distinct c.listing_id, c.seller_id, l.cloud, l.cloud_id, l.title, l.usage_dimension, l.unit_price,
                l.currency, l.value_type, l.cost_basis, l.zero_quantity, l.metering_identity, l.created_at,
                l.last_modified_at
            from crowd c join listing l on l.seller_id = :like and l.cloud = 'aws'""", """
            insert into buyer (id, seller_id, cloud, name, identity_key, cloud_identifiers, created_at,
                last_modified_at)
            select id, seller_id, 'aws', 'Buyer', id::text,
                   jsonb_build_object('customer_aws_account_id', lpad(number::text, 12, '0')), :now, :now from crowd""",
            """
            insert into contract (id, seller_id, buyer_id, listing_id, cloud, status, start_at, identity_key,
                cloud_identifiers, orb_subscription_id, created_at, last_modified_at)
            select id, seller_id, id, listing_id, 'aws', 'active', :periodStart, id::text,
                   jsonb_build_object('license_arn', 'arn:aws:license-manager::1:license:l-' || number),
                   'crowd-' || number, :now, :now from crowd""", """
            insert into price_snapshot (seller_id, contract_id, effective_at, learnt_at, dimension, unit_price,
                currency, learnt_from)
            select seller_id, id, :periodStart, :now, 'usage_fee', 0.01, 'USD', 'listing' from crowd""", """
            insert into account (id, seller_id, orb_subscription_id, currency, cost_basis, state, time_zone,
                subscription_start, period_start, period_end, subscription_read_at, cost, first_hour, cursor_hour,
                next_read_at, created_at)
            select id, seller_id, 'crowd-' || number, 'USD', 'total', 'metering', 'UTC', :periodStart, :periodStart,
                   :periodStart::timestamptz + interval '1 month', :now, 1.234, :periodStart, :settled, :now, :now
            from crowd""", """
            insert into account_contract (account_id, contract_id, seller_id, from_at)
            select id, id, seller_id, :periodStart from crowd""", """
            insert into cost_series (account_id, series_start, price_id, seller_id, cost, last_end, period_end,
                first_seen_at, last_seen_at)
            select id, :periodStart, 'api-calls', seller_id, 1.234, :now, :periodStart::timestamptz
                   + interval '1 month', :now, :now from crowd""", """
            insert into metering_record (id, seller_id, account_id, contract_id, listing_id, cloud, lane, source,
                dimension, hour, identity_key, identity, quantity, accepted_quantity, unit_price, value, currency,
                cost, baseline, included, committed_before, written_off, status, attempts, next_attempt_at,
                closes_at, frozen_at, submitted_at, accepted_at, last_modified_at)
            select gen_random_uuid(), seller_id, id, id, listing_id, 'aws', 'crowd', 'orb', 'usage_fee', :periodStart,
                   id::text, '{}', 123, 123, 0.01, 1.23, 'USD', 1.234, 0, 0, 0, 0, 'accepted', 1, 'infinity', :now,
                   :now, :now, :now, :now from crowd"""};

    private final EmbeddedPostgres server;

    BenchDatabase() {
        try {
            server = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "on")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("max_connections", "200")
                    .setServerConfig("listen_addresses", "127.0.0.1")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var superuser = JdbcClient.create(server.getPostgresDatabase());
        superuser.sql("create role " + LOGIN + " login createrole").update();
        superuser.sql("create database " + LOGIN + " owner " + LOGIN).update();
    }

    int port() {
        return server.getPort();
    }

    /** The URL of the database behind a port, the server's own or that of something in between. */
    static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + LOGIN + "?sslmode=disable&gssEncMode=disable";
    }

    static String login() {
        return LOGIN;
    }

    /** The server's first process; the others are its children. */
    ProcessHandle process() {
        try {
            var folder = JdbcClient.create(server.getPostgresDatabase()).sql("show data_directory")
                    .query(String.class).single();
            long pid = Long.parseLong(Files.readAllLines(Path.of(folder, "postmaster.pid")).get(0).strip());
            return ProcessHandle.of(pid).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JdbcClient owner() {
        return JdbcClient.create(new DriverManagerDataSource(url(port()), LOGIN, ""));
    }

    /** A seller as the API left it, with one listing on each cloud. */
    record Seller(UUID id, Map<String, UUID> listings) {
    }

    /**
     * Accounts that are due from an hour on, with contract, buyer, price and mapping.
     *
     * @param first of their numbers
     * @param step from one number to the next; all are below {@code end}
     * @param periodStart of every subscription, a UTC midnight
     */
    void insertAccounts(Seller seller, int first, int step, int end, Instant periodStart, Instant firstHour) {
        var jdbc = owner();
        jdbc.sql("""
                create table if not exists bench_account (
                    number integer primary key, id uuid not null default gen_random_uuid(),
                    seller_id uuid not null, listing_id uuid not null, cloud text not null)""").update();
        jdbc.sql("""
                insert into bench_account (number, seller_id, listing_id, cloud)
                select n, :seller, case n % 3 when 0 then :aws::uuid when 1 then :azure::uuid else :gcp::uuid end,
                       case n % 3 when 0 then 'aws' when 1 then 'azure' else 'gcp' end
                from generate_series(:first::integer, :end::integer - 1, :step::integer) n""")
                .param("seller", seller.id()).param("aws", seller.listings().get("aws"))
                .param("azure", seller.listings().get("azure")).param("gcp", seller.listings().get("gcp"))
                .param("first", first).param("end", end).param("step", step).update();
        // all at once: the application detaches an account that it finds without a contract
        var pool = new DriverManagerDataSource(url(port()), LOGIN, "");
        new TransactionTemplate(new DataSourceTransactionManager(pool)).executeWithoutResult(status -> {
            for (var statement : STATEMENTS) {
                JdbcClient.create(pool).sql(statement).param("seller", seller.id()).param("first", first)
                        .param("end", end).param("periodStart", periodStart.atOffset(ZoneOffset.UTC))
                        .param("firstHour", firstHour.atOffset(ZoneOffset.UTC))
                        .param("now", Instant.now().minus(Duration.ofMinutes(1)).atOffset(ZoneOffset.UTC)).update();
            }
        });
    }

    /**
     * Accounts of other sellers that are settled up to an hour, each with a record of the hour before the first.
     *
     * @param like the seller whose listings and sealed settings they get copies of
     */
    void insertCrowd(Seller like, int accounts, Instant periodStart, Instant settledHour) {
        for (var statement : CROWD) {
            owner().sql(statement).param("like", like.id()).param("accounts", accounts)
                    .param("perSeller", CROWD_PER_SELLER)
                    .param("periodStart", periodStart.atOffset(ZoneOffset.UTC))
                    .param("settled", settledHour.atOffset(ZoneOffset.UTC))
                    .param("now", Instant.now().atOffset(ZoneOffset.UTC)).update();
        }
    }

    /** Whether a record still waits for a marketplace or its answer. */
    boolean hasUnsentRecords() {
        return owner().sql("""
                select exists (select from metering_record where status in ('frozen', 'unknown'))
                    or exists (select from metering_record where status = 'sending')""")
                .query(Boolean.class).single();
    }

    /** Bytes of the write-ahead log so far. */
    long writtenBytes() {
        return JdbcClient.create(server.getPostgresDatabase())
                .sql("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint").query(Long.class).single();
    }

    /** Lets the planner see what was inserted. */
    void analyze() {
        owner().sql("vacuum analyze").update();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
