package io.meterbridge.api;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;

/** A test of the API in an {@link ApiWorld} that many of them share; it ends with the last of them. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ApiTest.EndOfTheWorld.class)
@interface ApiTest {

    /** Closes the world when the whole run is over, while its database still stands. */
    final class EndOfTheWorld implements BeforeAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            context.getRoot().getStore(Namespace.create(ApiWorld.class)).getOrComputeIfAbsent("end",
                    key -> (CloseableResource) ApiWorld::closeShared);
        }
    }
}
