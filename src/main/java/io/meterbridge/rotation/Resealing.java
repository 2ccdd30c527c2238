package io.meterbridge.rotation;

import io.meterbridge.database.Sql;
import io.meterbridge.secret.SealBroken;
import io.meterbridge.secret.SecretBox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Seals what is stored under an old master key once more, under the current one, value by value. It may be
 * stopped anywhere and started again, on several replicas at once: each value says which key it is sealed
 * under, and is replaced only while it is still the one that was read. As long as an old key is set, both
 * kinds open.
 */
@Component("resealing")
public class Resealing {

    private static final Logger LOG = LoggerFactory.getLogger(Resealing.class);

    private final JdbcClient workerJdbc;
    private final SecretBox secrets;

    Resealing(@Qualifier("workerJdbc") JdbcClient workerJdbc, SecretBox secrets) {
        this.workerJdbc = workerJdbc;
        this.secrets = secrets;
    }

    /** Goes over everything once; without an old key there is nothing to do. */
    public void pass() {
        if (!secrets.hasOldKeys()) {
            return;
        }
        var done = new Tally(0, 0);
        for (var column : SealedColumn.ALL) {
            done = done.plus(pass(column));
        }
        if (done.broken() > 0) {
            LOG.error("secrets: resealed={} unreadable={}: their key is neither current nor among the old ones",
                    done.resealed(), done.broken());
        } else if (done.resealed() > 0) {
            LOG.info("secrets: resealed={} under the current master key", done.resealed());
        } else {
            LOG.info("secrets: none needs an old master key any more; once all replicas use the current one, "
                    + "METERBRIDGE_OLD_MASTER_KEYS can be emptied");
        }
    }

    private Tally pass(SealedColumn column) {
        var done = new Tally(0, 0);
        var last = new Sealed("", "", null);
        while (true) {
            var page = workerJdbc.sql(Sql.of("rotation/" + column.find()))
                    .param("current", secrets.currentKeyPrefix())
                    .param("afterFirst", last.first())
                    .param("afterSecond", last.second())
                    .query((row, number) -> new Sealed(row.getString("first"), row.getString("second"),
                            row.getBytes("sealed")))
                    .list();
            if (page.isEmpty()) {
                return done;
            }
            for (var sealed : page) {
                done = done.plus(reseal(column, sealed));
            }
            last = page.get(page.size() - 1);
        }
    }

    private Tally reseal(SealedColumn column, Sealed sealed) {
        var identity = column.identityOf(sealed.first(), sealed.second());
        try {
            var resealed = secrets.seal(secrets.open(sealed.value(), identity), identity);
            return new Tally(workerJdbc.sql(Sql.of("rotation/" + column.reseal()))
                    .param("first", sealed.first())
                    .param("second", sealed.second())
                    .param("sealed", sealed.value())
                    .param("resealed", resealed)
                    .update(), 0);
        } catch (SealBroken e) {
            LOG.error("secrets: {}", e.getMessage());
            return new Tally(0, 1);
        }
    }

    private record Sealed(String first, String second, byte[] value) {

        @Override
        public String toString() {
            return "Sealed[" + first + "/" + second + "]";
        }
    }

    private record Tally(int resealed, int broken) {

        Tally plus(Tally more) {
            return new Tally(resealed + more.resealed, broken + more.broken);
        }
    }
}
