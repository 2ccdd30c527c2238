package io.meterbridge.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.quartz.CronScheduleBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.ObjectAlreadyExistsException;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.TriggerBuilder;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

/** Replicas that start at the same moment on a new database. */
class ClockStoreTest {

    private static final int REPLICAS = 4;
    private static final int JOBS = 20;

    @AutoClose
    private final TestDatabase database = TestDatabase.create();

    private final List<SchedulerFactoryBean> clocks = new ArrayList<>();

    /** What a replica enters; it is never started here. */
    public static final class Tick implements Job {

        @Override
        public void execute(JobExecutionContext context) {
            throw new IllegalStateException("a clock that was not started ticks");
        }
    }

    @AfterEach
    void stop() throws SchedulerException {
        for (var clock : clocks) {
            clock.destroy();
        }
    }

    @Test
    void ofReplicasThatEnterAJobAtOnceOneDoesAndTheOthersFindIt() throws Exception {
        for (var replica = 0; replica < REPLICAS; replica++) {
            clocks.add(clock(replica));
        }
        var threads = Executors.newFixedThreadPool(REPLICAS);
        for (var number = 0; number < JOBS; number++) {
            var job = "job-" + number;
            var together = new CyclicBarrier(REPLICAS);

            var entered = threads.invokeAll(clocks.stream()
                    .<Callable<Boolean>>map(clock -> () -> {
                        together.await();
                        return enter(job, clock.getScheduler());
                    })
                    .toList());

            var answers = new ArrayList<Boolean>();
            for (var answer : entered) {
                answers.add(answer.get());
            }
            assertThat(answers).as(job).containsOnlyOnce(true).hasSize(REPLICAS);
        }
        threads.shutdown();
        assertThat(database.ownerJdbc().sql("select count(*) from qrtz_job_details").query(Integer.class).single())
                .isEqualTo(JOBS);
    }

    /** Whether this replica entered it; Camel takes the other answer, that it is there already, as well. */
    private static boolean enter(String job, Scheduler clock) throws SchedulerException {
        try {
            clock.scheduleJob(JobBuilder.newJob(Tick.class).withIdentity(job).build(),
                    TriggerBuilder.newTrigger().withIdentity(job)
                            .withSchedule(CronScheduleBuilder.cronSchedule("0 5 * * * ?")).build());
            return true;
        } catch (ObjectAlreadyExistsException thereAlready) {
            return false;
        }
    }

    private SchedulerFactoryBean clock(int replica) throws Exception {
        var settings = new Properties();
        settings.setProperty("org.quartz.scheduler.instanceName", "meterbridge");
        settings.setProperty("org.quartz.scheduler.instanceId", "replica-" + replica);
        settings.setProperty("org.quartz.jobStore.class", ClockStore.class.getName());
        settings.setProperty("org.quartz.jobStore.driverDelegateClass",
                "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate");
        settings.setProperty("org.quartz.jobStore.isClustered", "true");
        settings.setProperty("org.quartz.threadPool.threadCount", "1");
        var clock = new SchedulerFactoryBean();
        clock.setAutoStartup(false);
        clock.setDataSource(database.workerDataSource());
        clock.setQuartzProperties(settings);
        clock.afterPropertiesSet();
        return clock;
    }
}
