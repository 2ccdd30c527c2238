package io.meterbridge.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Every setting of Meterbridge's own, below {@code meterbridge} in {@code application.yaml}, which
 * explains each one.
 *
 * @param dataDir folder of the embedded database and of generated secrets
 * @param masterKey base64 of the 32 bytes that seal stored secrets, or null
 * @param oldMasterKeys those of before, which still open what they sealed
 */
@ConfigurationProperties("meterbridge")
public record MeterbridgeProperties(
        @DefaultValue("./data") Path dataDir,
        String masterKey,
        @DefaultValue List<String> oldMasterKeys,
        @DefaultValue Operator operator,
        @DefaultValue SignIn signIn,
        @DefaultValue Database database,
        @DefaultValue FanOut fanOut,
        @DefaultValue Metering metering,
        @DefaultValue Orb orb,
        @DefaultValue FinalUsage finalUsage,
        @DefaultValue Webhooks webhooks,
        @DefaultValue Console console) {

    /** The operator's credential; both or neither. */
    public record Operator(String clientId, String secret) {

        public Operator {
            if (isSet(clientId) != isSet(secret)) {
                throw new IllegalArgumentException("METERBRIDGE_OPERATOR_CLIENT_ID and "
                        + "METERBRIDGE_OPERATOR_SECRET are set together or not at all");
            }
        }

        /** Whether somebody chose the credential. */
        public boolean isSet() {
            return isSet(clientId);
        }

        @Override
        public String toString() {
            return "Operator[clientId=" + clientId + "]";
        }

        private static boolean isSet(String value) {
            return value != null && !value.isBlank();
        }
    }

    /**
     * The pages.
     *
     * @param secureCookie whether browsers send a session over https alone
     */
    public record Console(@DefaultValue("true") boolean secureCookie) {}

    /**
     * Failed sign-ins before the next has to wait: a second, which doubles up to a minute.
     *
     * @param clientFailures of one client id
     * @param sourceFailures from one address
     */
    public record SignIn(@DefaultValue("5") int clientFailures, @DefaultValue("50") int sourceFailures) {}

    /**
     * Connections.
     *
     * @param sellerPool connections that speak for one seller at a time
     * @param workerPool connections that work across sellers
     * @param connectTimeout until a connection is up, or a free one is found
     * @param statementTimeout until the server ends a statement
     * @param socketTimeout until a silent server counts as gone; longer than
     *     {@code statementTimeout}
     */
    public record Database(
            @DefaultValue("10") int sellerPool,
            @DefaultValue("20") int workerPool,
            @DefaultValue("PT10S") Duration connectTimeout,
            @DefaultValue("PT60S") Duration statementTimeout,
            @DefaultValue("PT75S") Duration socketTimeout) {}

    /**
     * Calls side by side in this process.
     *
     * @param virtualThreads at most so many where the JVM has virtual threads
     * @param platformThreads at most so many elsewhere
     */
    public record FanOut(
            @DefaultValue("256") int virtualThreads, @DefaultValue("160") int platformThreads) {}

    /**
     * The hourly work.
     *
     * @param automatic   false: hours are opened only through the API
     * @param cron        Quartz expression in UTC, when to look for due hours
     * @param lease       how long a claim belongs to its claimer
     * @param resendAfter first identical resend of an unknown record; doubles to five minutes
     * @param gcpResends  identical resends of an unanswered GCP operation before a human is asked
     */
    public record Metering(
            @DefaultValue("true") boolean automatic,
            @DefaultValue("0 5 * * * ?") String cron,
            @DefaultValue("PT60S") Duration lease,
            @DefaultValue("PT10S") Duration resendAfter,
            @DefaultValue("3") int gcpResends) {
    }

    /**
     * Orb.
     *
     * @param baseUrl where Orb's API is
     * @param requestsPerSecond budget per Orb account; null: by its mode, live 8 and test 4
     */
    public record Orb(
            @DefaultValue("https://api.withorb.com/v1") String baseUrl,
            Integer requestsPerSecond) {}

    /**
     * What happens after a cancellation.
     *
     * @param sellerWindow how long the seller may still report usage, from the cancellation's own
     *     instant
     * @param marketplaceWindow how long the marketplace takes usage, from the same instant
     * @param reads when Orb is read again, from the same instant
     * @param spareSlotEvery every so many hours one slot stays free for a correction; 0: none
     */
    public record FinalUsage(
            @DefaultValue("PT15M") Duration sellerWindow,
            @DefaultValue("PT60M") Duration marketplaceWindow,
            @DefaultValue({"PT16M", "PT25M", "PT40M", "PT52M"}) List<Duration> reads,
            @DefaultValue("6") int spareSlotEvery) {}

    /**
     * Webhooks, and calls to other URLs that sellers supply.
     *
     * @param allowPrivateTargets true: private addresses, http and any port are allowed too
     * @param retries waits after the failed attempts, one after the other
     * @param deadlineRetries the same while an event's deadline has not passed; the last one repeats
     * @param jitterPercent how far a wait may be longer or shorter
     * @param workers deliveries on their way from this process at once
     * @param perEndpoint deliveries on their way to one endpoint at once
     * @param lease how long a claimed delivery belongs to its claimer
     * @param disableAfter how long an endpoint may do nothing but fail
     * @param oldSecretValid how long the secret before a rotation goes on signing
     */
    public record Webhooks(
            @DefaultValue("false") boolean allowPrivateTargets,
            @DefaultValue({"PT5S", "PT5M", "PT30M", "PT2H", "PT5H", "PT10H", "PT14H", "PT20H", "PT24H"})
            List<Duration> retries,
            @DefaultValue({"PT5S", "PT10S", "PT15S", "PT30S", "PT1M", "PT1M", "PT2M"})
            List<Duration> deadlineRetries,
            @DefaultValue("10") int jitterPercent,
            @DefaultValue("128") int workers,
            @DefaultValue("8") int perEndpoint,
            @DefaultValue("PT60S") Duration lease,
            @DefaultValue("P5D") Duration disableAfter,
            @DefaultValue("P1D") Duration oldSecretValid) {
    }

    /** Without the master key, so that it cannot reach a log. */
    @Override
    public String toString() {
        return "MeterbridgeProperties[dataDir=" + dataDir + "]";
    }
}
