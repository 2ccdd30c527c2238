package io.meterbridge.contract;

import io.meterbridge.lifecycle.Life;
import java.util.UUID;

/**
 * A contract as the database has it.
 *
 * @param id null while it is none yet; its events may be known all the same
 */
record KnownContract(UUID id, Life life) {

    boolean exists() {
        return id != null;
    }
}
