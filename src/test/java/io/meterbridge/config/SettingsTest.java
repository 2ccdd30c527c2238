package io.meterbridge.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.FileSystemResource;

/**
 * Every setting there is, its default, and the variable that changes it. A changed default fails
 * here.
 */
class SettingsTest {

    private static final Path FILE = Path.of("application.yaml");

    /** Variables that others know already, by the settings that they change. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "orb.base-url", "ORB_BASE_URL",
            "azure.marketplace-url", "AZURE_MARKETPLACE_URL",
            "azure.authority-host", "AZURE_AUTHORITY_HOST",
            "gcp.servicecontrol-url", "GCP_SERVICECONTROL_URL",
            "gcp.procurement-url", "GCP_PROCUREMENT_URL",
            "gcp.signup-issuer", "GCP_SIGNUP_ISSUER");

    @Test
    void theDefaultsAreThese() {
        assertThat(bind(List.of())).isEqualTo(new MeterbridgeProperties(
                Path.of("data"),
                null,
                List.of(),
                new MeterbridgeProperties.Operator(null, null),
                new MeterbridgeProperties.SignIn(5, 50),
                new MeterbridgeProperties.Database(10, 20, Duration.ofSeconds(10),
                        Duration.ofSeconds(60),
                        Duration.ofSeconds(75)),
                new MeterbridgeProperties.FanOut(256, 160),
                new MeterbridgeProperties.Metering(true, "0 5 * * * ?", Duration.ofSeconds(60),
                        Duration.ofSeconds(10), 3),
                new MeterbridgeProperties.Orb("https://api.withorb.com/v1", null),
                new MeterbridgeProperties.FinalUsage(Duration.ofMinutes(15), Duration.ofMinutes(60),
                        List.of(Duration.ofMinutes(16), Duration.ofMinutes(25),
                        Duration.ofMinutes(40),
                                Duration.ofMinutes(52)), 6),
                new MeterbridgeProperties.Webhooks(false,
                        List.of(Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofMinutes(30),
                                Duration.ofHours(2), Duration.ofHours(5), Duration.ofHours(10),
                                Duration.ofHours(14), Duration.ofHours(20), Duration.ofHours(24)),
                        List.of(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(15),
                                Duration.ofSeconds(30), Duration.ofMinutes(1), Duration.ofMinutes(1),
                                Duration.ofMinutes(2)),
                        10, 128, 8, Duration.ofSeconds(60), Duration.ofDays(5), Duration.ofDays(1)),
                new MeterbridgeProperties.Console(true)));
    }

    @Test
    void theFileSaysTheSameAsTheDefaults() throws IOException {
        assertThat(values(bind(file()))).isEqualTo(values(bind(List.of())));
    }

    /** Or a route reads it. */
    @Test
    void theFileNamesEverySettingAndNothingElse() throws IOException {
        var inJava = values(bind(List.of())).keySet();
        var inRoutes = placeholdersOfRoutes();

        assertThat(ownKeysOfFile()).containsAll(inJava);
        assertThat(ownKeysOfFile()).allMatch(key -> inJava.contains(key) || inRoutes.contains(key));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            METERBRIDGE_DATA_DIR                       | /var/data | data-dir
            METERBRIDGE_MASTER_KEY                     | abc | master-key
            METERBRIDGE_OLD_MASTER_KEYS                | abc,def | old-master-keys
            METERBRIDGE_SIGN_IN_CLIENT_FAILURES        | 6 | sign-in.client-failures
            METERBRIDGE_SIGN_IN_SOURCE_FAILURES        | 60 | sign-in.source-failures
            METERBRIDGE_CONSOLE_SECURE_COOKIE          | false | console.secure-cookie
            METERBRIDGE_DATABASE_SELLER_POOL           | 11 | database.seller-pool
            METERBRIDGE_DATABASE_WORKER_POOL           | 21 | database.worker-pool
            METERBRIDGE_DATABASE_CONNECT_TIMEOUT       | PT11S | database.connect-timeout
            METERBRIDGE_DATABASE_STATEMENT_TIMEOUT     | PT59S | database.statement-timeout
            METERBRIDGE_DATABASE_SOCKET_TIMEOUT        | PT1M16S | database.socket-timeout
            METERBRIDGE_FAN_OUT_VIRTUAL_THREADS        | 255 | fan-out.virtual-threads
            METERBRIDGE_FAN_OUT_PLATFORM_THREADS       | 65 | fan-out.platform-threads
            METERBRIDGE_METERING_AUTOMATIC             | false | metering.automatic
            METERBRIDGE_METERING_CRON                  | 0 6 * * * ? | metering.cron
            METERBRIDGE_METERING_LEASE                 | PT2M | metering.lease
            METERBRIDGE_METERING_RESEND_AFTER          | PT20S | metering.resend-after
            METERBRIDGE_METERING_GCP_RESENDS           | 4 | metering.gcp-resends
            ORB_BASE_URL                               | http://o/v1 | orb.base-url
            METERBRIDGE_ORB_BASE_URL                   | http://o/v1 | orb.base-url
            METERBRIDGE_ORB_REQUESTS_PER_SECOND        | 9 | orb.requests-per-second
            METERBRIDGE_FINAL_USAGE_SELLER_WINDOW      | PT14M | final-usage.seller-window
            METERBRIDGE_FINAL_USAGE_MARKETPLACE_WINDOW | PT50M | final-usage.marketplace-window
            METERBRIDGE_FINAL_USAGE_READS              | PT17M,PT30M | final-usage.reads
            METERBRIDGE_FINAL_USAGE_SPARE_SLOT_EVERY   | 0 | final-usage.spare-slot-every
            METERBRIDGE_WEBHOOKS_ALLOW_PRIVATE_TARGETS | true | webhooks.allow-private-targets
            METERBRIDGE_WEBHOOKS_RETRIES               | PT6S,PT1M | webhooks.retries
            METERBRIDGE_WEBHOOKS_DEADLINE_RETRIES      | PT1S,PT2S | webhooks.deadline-retries
            METERBRIDGE_WEBHOOKS_JITTER_PERCENT        | 0 | webhooks.jitter-percent
            METERBRIDGE_WEBHOOKS_WORKERS               | 64 | webhooks.workers
            METERBRIDGE_WEBHOOKS_PER_ENDPOINT          | 4 | webhooks.per-endpoint
            METERBRIDGE_WEBHOOKS_LEASE                 | PT2M | webhooks.lease
            METERBRIDGE_WEBHOOKS_DISABLE_AFTER         | PT48H | webhooks.disable-after
            METERBRIDGE_WEBHOOKS_OLD_SECRET_VALID      | PT1H | webhooks.old-secret-valid
            """)
    void aVariableOverridesTheFile(String variable, String value, String key) throws IOException {
        var changed = values(bind(withVariables(Map.of(variable, value))));
        var unchanged = values(bind(file()));

        assertThat(changed.get(key)).isEqualTo(value).isNotEqualTo(unchanged.get(key));
        changed.remove(key);
        unchanged.remove(key);
        assertThat(changed).isEqualTo(unchanged);
    }

    @Test
    void theOperatorsCredentialComesFromItsVariables() throws IOException {
        var settings = bind(withVariables(Map.of("METERBRIDGE_OPERATOR_CLIENT_ID", "ops",
                "METERBRIDGE_OPERATOR_SECRET", "s3cret")));

        assertThat(settings.operator()).isEqualTo(new MeterbridgeProperties.Operator("ops",
                "s3cret"));
    }

    /**
     * Routes read settings as placeholders, which know the file and the variables but no defaults
     * in Java.
     */
    @ParameterizedTest
    @CsvSource({"meterbridge.metering.resend-after, METERBRIDGE_METERING_RESEND_AFTER, PT20S",
        "meterbridge.metering.cron, METERBRIDGE_METERING_CRON, 0 6 * * * ?",
        "meterbridge.fan-out.virtual-threads, METERBRIDGE_FAN_OUT_VIRTUAL_THREADS, 9"})
    void aPlaceholderInARouteSeesTheVariableToo(String key, String variable,
            String value) throws IOException {
        assertThat(environment(withVariables(Map.of(variable, value))).getProperty(key))
                .isEqualTo(value);
        assertThat(environment(file()).getProperty(key)).isNotNull();
    }

    @Test
    void everySettingOfTheFileHasACommentAbove() throws IOException {
        var lines = Files.readAllLines(FILE);
        for (int i = 0; i < lines.size(); i++) {
            if (isSetting(lines.get(i)) && !sharesTheCommentAbove(lines, i)) {
                assertThat(lines.get(i - 1)).describedAs("above line %d: %s", i + 1, lines.get(i)
                        .strip())
                        .matches("\\s*#.*");
            }
        }
    }

    @Test
    void everyOwnSettingNamesTheVariableThatChangesIt() throws IOException {
        var comments = Files.readAllLines(FILE).stream().map(String::strip)
                .filter(line -> line.startsWith("#")).toList();

        for (var key : ownKeysOfFile()) {
            var variable = OTHER_NAMES.getOrDefault(key,
                    "METERBRIDGE_" + key.toUpperCase(Locale.ROOT).replaceAll("[.-]", "_"));
            assertThat(comments).as(key)
                    .anyMatch(line -> List.of(line.split("[^A-Z0-9_]+")).contains(variable));
            assertThat(environment(withVariables(Map.of(variable, "7")))
                    .getProperty("meterbridge." + key)).as(variable).isEqualTo("7");
        }
    }

    @Test
    void aSettingsTextNeverShowsASecret() {
        var settings = bind(List.of(new MapPropertySource("test", Map.of("meterbridge.master-key",
                "s3cret",
                "meterbridge.operator.client-id", "ops", "meterbridge.operator.secret",
                "s3cret"))));

        assertThat(settings.toString() + settings.operator()).doesNotContain("s3cret");
    }

    private static boolean isSetting(String line) {
        return line.matches("\\s*[\\w.-]+: +\\S.*");
    }

    /** Siblings without an empty line between them may stand under one comment. */
    private static boolean sharesTheCommentAbove(List<String> lines, int index) {
        return isSetting(lines.get(index - 1))
                && indentation(lines.get(index - 1)) == indentation(lines.get(index));
    }

    private static int indentation(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<PropertySource<?>> file() throws IOException {
        return new YamlPropertySourceLoader().load("file", new FileSystemResource(FILE));
    }

    private static List<PropertySource<?>> withVariables(Map<String,
            Object> variables) throws IOException {
        var sources = new ArrayList<PropertySource<?>>();
        sources.add(new SystemEnvironmentPropertySource("systemEnvironment", variables));
        sources.addAll(file());
        return sources;
    }

    private static StandardEnvironment environment(List<? extends PropertySource<?>> sources) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().forEach(each ->
                environment.getPropertySources().remove(each.getName()));
        sources.forEach(environment.getPropertySources()::addLast);
        ConfigurationPropertySources.attach(environment);
        return environment;
    }

    private static MeterbridgeProperties bind(List<? extends PropertySource<?>> sources) {
        return Binder.get(environment(sources)).bindOrCreate("meterbridge",
                MeterbridgeProperties.class);
    }

    private static List<String> placeholdersOfRoutes() throws IOException {
        var placeholder = Pattern.compile("\\{\\{meterbridge\\.([\\w.-]+)");
        try (var files = Files.newDirectoryStream(Path.of("routes"))) {
            var keys = new ArrayList<String>();
            for (var file : files) {
                placeholder.matcher(Files.readString(file)).results()
                        .forEach(match -> keys.add(match.group(1)));
            }
            return keys;
        }
    }

    private static List<String> ownKeysOfFile() throws IOException {
        var prefix = "meterbridge.";
        return file().stream()
                .flatMap(source -> List.of(((EnumerablePropertySource<?>) source)
                .getPropertyNames()).stream())
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .toList();
    }

    /** Key to value as text; an unset value is empty. */
    private static Map<String, String> values(Record settings) {
        var values = new TreeMap<String, String>();
        collect("", settings, values);
        return values;
    }

    private static void collect(String prefix, Record settings, Map<String, String> values) {
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            var key = prefix + Pattern.compile("([A-Z])").matcher(component.getName())
                    .replaceAll(match -> "-" + match.group().toLowerCase());
            var value = valueOf(component, settings);
            if (value instanceof Record inner) {
                collect(key + ".", inner, values);
            } else if (value instanceof List<?> list) {
                values.put(key, String.join(",", list.stream().map(Object::toString).toList()));
            } else {
                values.put(key, value == null ? "" : value.toString());
            }
        }
    }

    private static Object valueOf(RecordComponent component, Record settings) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(settings);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
