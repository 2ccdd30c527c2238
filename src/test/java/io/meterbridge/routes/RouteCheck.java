package io.meterbridge.routes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;

/** What every file of routes must keep to; a check answers with one complaint per breach. */
enum RouteCheck {

    /** Kaoto and other editors read routes by Camel's own JSON schema; Camel itself is laxer. */
    SCHEMA(files -> eachFile(files, SchemaHolder::complaints)),

    /** Unknown or malformed options, also of calls whose address is only known at run time. */
    ENDPOINT_OPTIONS(EndpointChecks::options),

    /** Addresses are written out: no query strings, options as parameters. */
    NO_QUERY_STRINGS(EndpointChecks::queryStrings),

    /** A statement that a route names is a file in {@code src/main/resources/sql}. */
    SQL_FILES(EndpointChecks::sqlFiles),

    /** A setting that a route reads is in application.yaml, where operators look for it. */
    SETTINGS(SettingsCheck::complaints),

    /** A route that another one calls exists. */
    CALLED_ROUTES(EndpointChecks::calledRoutes),

    /** Camel starts no context in which an id stands twice, and logs and metrics go by ids. */
    UNIQUE_IDS(NameChecks::uniqueIds),

    /** Every route has an id in the house's form and says what it does. */
    NAMED_ROUTES(NameChecks::namedRoutes),

    /** Steps are named in the house's form. */
    STEP_IDS(NameChecks::stepIds),

    /** The lines above a route: its question, what goes in and out, what fails, and why. */
    HEADERS(HeaderCheck::complaints),

    /** Languages that hide programs in routes are not used. */
    PLAIN_LANGUAGES(StepChecks::plainLanguages),

    /** A choice says what happens otherwise. */
    CHOICES_END(StepChecks::choicesEnd);

    private final Function<List<RouteFile>, List<String>> check;

    RouteCheck(Function<List<RouteFile>, List<String>> check) {
        this.check = check;
    }

    List<String> complaintsAbout(List<RouteFile> files) {
        return check.apply(files);
    }

    static List<String> eachFile(List<RouteFile> files, Function<RouteFile, List<String>> check) {
        return files.stream()
                .flatMap(file -> check.apply(file).stream()
                        .map(complaint -> file.name() + ": " + complaint))
                .toList();
    }

    /** The schema is big, so it is read when it is first needed. */
    private static final class SchemaHolder {

        private static final JsonSchema SCHEMA = read();

        private static List<String> complaints(RouteFile file) {
            return SCHEMA.validate(file.entries()).stream()
                    .map(message -> message.getInstanceLocation() + " " + message.getMessage())
                    .toList();
        }

        private static JsonSchema read() {
            try (var text = RouteCheck.class.getResourceAsStream("/schema/camelYamlDsl.json")) {
                JsonNode schema = new ObjectMapper().readTree(text);
                return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(schema);
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
