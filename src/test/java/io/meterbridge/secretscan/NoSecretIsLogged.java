package io.meterbridge.secretscan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** After every test class: nothing that was logged meanwhile holds a secret. JUnit finds it by itself. */
public final class NoSecretIsLogged implements BeforeAllCallback, AfterAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        LoggedLines.keep();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        assertThat(KnownSecrets.all().leaksIn(LoggedLines.taken())).as("log lines that hold a secret").isEmpty();
    }
}
