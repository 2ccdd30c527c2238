package io.meterbridge.database;

import org.quartz.JobPersistenceException;
import org.springframework.scheduling.quartz.LocalDataSourceJobStore;

/**
 * Keeps the clock's jobs in the database, and each change under Quartz's lock until it is committed.
 *
 * <p>Spring's store joins the transaction of its caller. Camel enters jobs without one, so that the lock was let go
 * before the job was written, and of two replicas starting at once one was refused: duplicate key in
 * qrtz_job_details.
 */
public class ClockStore extends LocalDataSourceJobStore {

    @Override
    protected Object executeInLock(String lock, TransactionCallback change) throws JobPersistenceException {
        return executeInNonManagedTXLock(lock, change, null);
    }
}
