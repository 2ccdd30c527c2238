package io.meterbridge.api.integrations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.api.Utc;
import io.meterbridge.api.problem.ProblemException;
import io.meterbridge.api.web.ApiJson;
import io.meterbridge.database.Sql;
import io.meterbridge.secret.SecretBox;
import io.meterbridge.secret.StoredSettings;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The rows of connected providers; call it inside a transaction of their seller. */
final class IntegrationRows {

    private static final int HINT_LENGTH = 4;

    private final JdbcClient sellerJdbc;
    private final SecretBox secrets;
    private final ApiJson json;
    private final InstantSource clock;

    IntegrationRows(JdbcClient sellerJdbc, SecretBox secrets, ApiJson json, InstantSource clock) {
        this.sellerJdbc = sellerJdbc;
        this.secrets = secrets;
        this.json = json;
        this.clock = clock;
    }

    Optional<Integration> find(String provider) {
        return sellerJdbc.sql(Sql.of("integration/find"))
                .param("provider", provider)
                .query((row, number) -> new Integration(row.getString("status"),
                        row.getString("broken_reason"), json.read(row.getString("settings")),
                        row.getString("secret_hint"), Utc.read(row, "start_at"), row.getString("mode"),
                        Utc.read(row, "verified_at")))
                .optional();
    }

    Integration get(String provider) {
        return find(provider).orElseThrow(() -> ProblemException.notFound("connection"));
    }

    /**
     * Stores a connection that was just tried out: connected, whatever it was before.
     *
     * @param shown     settings that may be shown
     * @param secret    what is sealed, or null when nothing is secret
     * @param hintOf    the secret whose end is shown, or null
     */
    void save(UUID sellerId, String provider, ObjectNode shown, ObjectNode secret, String hintOf,
            Instant startAt, String mode) {
        var sealed = secret == null ? null : secrets.seal(json.write(secret),
                SecretBox.identityOf("integration", sellerId, provider));
        sellerJdbc.sql(Sql.of("integration/save"))
                .param("provider", provider)
                .param("settings", json.write(shown))
                .param("sealedSecret", sealed, java.sql.Types.BINARY)
                .param("secretHint", hint(hintOf))
                .param("startAt", Utc.of(startAt))
                .param("mode", mode)
                .param("now", Utc.of(clock.instant()))
                .update();
    }

    /**
     * The settings of a stored connection with its secrets, for the call that tries them.
     *
     * @throws ProblemException 404 when there is none
     */
    Map<String, Object> open(String provider) {
        var row = sellerJdbc.sql(Sql.of("integration/stored")).param("provider", provider).query().listOfRows();
        if (row.isEmpty()) {
            throw ProblemException.notFound("connection");
        }
        return StoredSettings.open(secrets, row.get(0), provider);
    }

    /** Notes that a stored connection works; nothing of an old refusal stays. */
    void works(String provider) {
        sellerJdbc.sql(Sql.of("integration/works"))
                .param("provider", provider).param("now", Utc.of(clock.instant())).update();
    }

    void delete(String provider) {
        sellerJdbc.sql(Sql.of("integration/delete")).param("provider", provider).update();
    }

    /** The end of a secret; of a short one nothing, for it would tell too much. */
    private static String hint(String secret) {
        if (secret == null) {
            return null;
        }
        return secret.length() < 2 * HINT_LENGTH ? "" : secret.substring(secret.length() - HINT_LENGTH);
    }
}
