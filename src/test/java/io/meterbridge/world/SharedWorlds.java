package io.meterbridge.world;

import io.meterbridge.database.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The worlds that test classes of a JVM share. After every class all of them stand still, so that they take no time
 * from other tests; whoever uses one again has it {@linkplain MeteringWorld#goOn go on}. JUnit finds this by itself.
 */
public final class SharedWorlds implements AfterAllCallback {

    private static final List<MeteringWorld> WORLDS = new CopyOnWriteArrayList<>();

    /** Keeps a world until the JVM ends. */
    public static void keep(MeteringWorld world) {
        WORLDS.add(world);
        TestDatabase.closeAtTheEnd(world);
    }

    @Override
    public void afterAll(ExtensionContext context) {
        WORLDS.forEach(MeteringWorld::standStill);
    }
}
