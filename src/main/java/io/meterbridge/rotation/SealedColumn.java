package io.meterbridge.rotation;

import io.meterbridge.secret.SecretBox;
import java.util.List;

/**
 * A column that holds sealed values.
 *
 * @param table  the table, which the identity of each value begins with
 * @param column the column
 * @param find   the statement that finds values under another key
 * @param reseal the statement that replaces one
 */
record SealedColumn(String table, String column, String find, String reseal) {

    /** All there are. */
    static final List<SealedColumn> ALL = List.of(
            new SealedColumn("integration", "sealed_secret", "find-integration", "reseal-integration"),
            new SealedColumn("webhook_endpoint", "sealed_secret",
                    "find-webhook-secret", "reseal-webhook-secret"),
            new SealedColumn("webhook_endpoint", "sealed_old_secret",
                    "find-replaced-webhook-secret", "reseal-replaced-webhook-secret"),
            new SealedColumn("signing_key", "sealed_key", "find-signing-key", "reseal-signing-key"),
            new SealedColumn("idempotent_answer", "sealed_answer",
                    "find-idempotent-answer", "reseal-idempotent-answer"));

    /** The identity of the row whose key has these one or two parts. */
    String identityOf(String first, String second) {
        return second.isEmpty() ? SecretBox.identityOf(table, first) : SecretBox.identityOf(table, first, second);
    }
}
