package io.meterbridge.sandbox;

/** The mode of an Orb account's API keys, with the documented limits per second of that mode. */
public enum OrbMode {
    LIVE(10, 100),
    TEST(5, 50),
    TRIAL(1, 10);

    final int analyticsPerSecond;
    final int readsPerSecond;

    OrbMode(int analyticsPerSecond, int readsPerSecond) {
        this.analyticsPerSecond = analyticsPerSecond;
        this.readsPerSecond = readsPerSecond;
    }
}
