package io.meterbridge.config;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.springframework.boot.autoconfigure.condition.ConditionalOnThreading;
import org.springframework.boot.autoconfigure.thread.Threading;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.concurrent.CustomizableThreadFactory;

/** The threads on which a route's split works side by side: virtual ones where the JVM has them. */
@Configuration(proxyBeanMethods = false)
class FanOutConfiguration {

    private static final String THREAD_PREFIX = "fan-out-";

    @Bean(name = "fanOut", destroyMethod = "shutdown")
    @ConditionalOnThreading(Threading.VIRTUAL)
    ExecutorService virtualFanOut(MeterbridgeProperties settings) {
        var threads = new SimpleAsyncTaskExecutor(THREAD_PREFIX);
        threads.setVirtualThreads(true);
        return new FanOut(threads, settings.fanOut().virtualThreads());
    }

    /** Idle threads end after a minute. */
    @Bean(name = "fanOut", destroyMethod = "shutdown")
    @ConditionalOnThreading(Threading.PLATFORM)
    ExecutorService platformFanOut(MeterbridgeProperties settings) {
        var factory = new CustomizableThreadFactory(THREAD_PREFIX);
        factory.setDaemon(true);
        return new FanOut(
                Executors.newCachedThreadPool(factory), settings.fanOut().platformThreads());
    }
}
