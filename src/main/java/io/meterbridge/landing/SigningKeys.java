package io.meterbridge.landing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.meterbridge.database.Row;
import io.meterbridge.database.Sql;
import io.meterbridge.secret.SecretBox;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.IdGenerator;

/**
 * The keys under which buyers are sent on, shared by all replicas. Sellers verify with the published halves, so
 * nobody has to be told a secret. A key signs for ninety days and is published two days longer.
 */
@Component("signingKeys")
public class SigningKeys {

    private static final Duration SIGNS = Duration.ofDays(90);
    private static final Duration PUBLISHED = SIGNS.plusDays(2);

    private final JdbcClient workerJdbc;
    private final SecretBox secrets;
    private final IdGenerator ids;
    private final InstantSource clock;
    private Used used;

    SigningKeys(@Qualifier("workerJdbc") JdbcClient workerJdbc, SecretBox secrets, IdGenerator ids,
            InstantSource clock) {
        this.workerJdbc = workerJdbc;
        this.secrets = secrets;
        this.ids = ids;
        this.clock = clock;
    }

    private record Used(ECKey key, Instant createdAt) {

        boolean signsAt(Instant now) {
            return createdAt.plus(SIGNS).isAfter(now);
        }
    }

    /** The key to sign with; a new one when there is none young enough. */
    synchronized ECKey current() {
        var now = clock.instant();
        if (used == null || !used.signsAt(now)) {
            used = newest().filter(key -> key.signsAt(now)).orElseGet(() -> create(now));
        }
        return used.key();
    }

    /** Answers with the public halves, as a JSON Web Key Set. */
    public void publish(Exchange exchange) {
        var keys = workerJdbc.sql(Sql.of("landing/published-keys"))
                .param("since", clock.instant().minus(PUBLISHED).atOffset(ZoneOffset.UTC))
                .query(String.class).list();
        var message = exchange.getMessage();
        message.setHeaders(Map.of(Exchange.CONTENT_TYPE, "application/jwk-set+json", "Cache-Control", "max-age=300"));
        message.setBody(keys.stream().collect(Collectors.joining(",", "{\"keys\":[", "]}")));
    }

    private Optional<Used> newest() {
        return workerJdbc.sql(Sql.of("landing/newest-key")).query().listOfRows().stream().findFirst()
                .map(Row::new).map(row -> new Used(
                        parse(secrets.open(row.bytes("sealed_key"), SecretBox.identityOf("signing_key", row.uuid("id")))),
                        row.instant("created_at")));
    }

    private Used create(Instant now) {
        var id = ids.generateId();
        try {
            var key = new ECKeyGenerator(Curve.P_256).keyID(id.toString()).keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256).generate();
            workerJdbc.sql(Sql.of("landing/insert-key"))
                    .param("id", id)
                    .param("publicKey", key.toPublicJWK().toJSONString())
                    .param("sealedKey", secrets.seal(key.toJSONString(), SecretBox.identityOf("signing_key", id)))
                    .param("now", now.atOffset(ZoneOffset.UTC))
                    .param("oldest", now.minus(PUBLISHED).atOffset(ZoneOffset.UTC))
                    .update();
            return new Used(key, now);
        } catch (JOSEException e) {
            throw new IllegalStateException("Every Java has P-256", e);
        }
    }

    private static ECKey parse(String key) {
        try {
            return ECKey.parse(key);
        } catch (ParseException e) {
            // the text is a secret, and the parser may quote it
            throw new IllegalStateException("A signing key cannot be read");
        }
    }
}
