package io.meterbridge.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.meterbridge.deploy.Manifests.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Manifests name no field that Kubernetes or Camel K does not know, and pods are as small a target as they can be. */
class KubernetesManifestsTest {

    /** Fields of the operator from 2.10.1 on that the published types, of 2.4.0, do not have yet. */
    private static final List<String> NEWER_HEALTH_FIELDS = List.of("livenessPort", "readinessPort", "startupPort");

    private static final List<String> OVERLAYS = List.of("camel-k", "deployment");

    static List<Manifest> manifests() {
        return Manifests.all();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void everyFieldIsKnown(Manifest manifest) {
        assertThatCode(() -> Manifests.strictly(manifest.type(), withoutNewerFields(manifest.content())))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @MethodSource("manifests")
    void aMisspeltFieldIsFound(Manifest manifest) {
        var broken = (ObjectNode) manifest.content().deepCopy();
        var inside = broken.has("spec") ? (ObjectNode) broken.get("spec") : broken;
        inside.put("selectr", "x");

        assertThatThrownBy(() -> Manifests.strictly(manifest.type(), withoutNewerFields(broken)))
                .hasMessageContaining("selectr");
    }

    private static JsonNode withoutNewerFields(JsonNode manifest) {
        var copy = manifest.deepCopy();
        if (copy.at("/spec/traits/health") instanceof ObjectNode health) {
            NEWER_HEALTH_FIELDS.forEach(field -> assertThat(health.path(field).isInt()).as(field).isTrue());
            health.remove(NEWER_HEALTH_FIELDS);
        }
        return copy;
    }

    @Test
    void everyRouteTravelsInTheConfigMap() throws IOException {
        var listed = new ArrayList<String>();
        Manifests.documents(Path.of("routes", "kustomization.yaml")).get(0).content()
                .at("/configMapGenerator/0/files").forEach(file -> listed.add(file.asText()));

        try (var files = Files.list(Path.of("routes"))) {
            assertThat(listed).containsExactlyElementsOf(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".camel.yaml")).sorted().toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"k8s/base", "k8s/overlays/camel-k", "k8s/overlays/deployment"})
    void everyFileThatAKustomizationNamesIsThere(String folder) {
        var kustomization = Manifests.documents(Path.of(folder, "kustomization.yaml")).get(0).content();
        var named = new ArrayList<String>();
        kustomization.path("resources").forEach(resource -> named.add(resource.asText()));
        kustomization.path("configMapGenerator")
                .forEach(map -> map.path("files").forEach(file -> named.add(file.asText())));

        assertThat(named).isNotEmpty()
                .allSatisfy(name -> assertThat(Path.of(folder).resolve(name)).as(name).exists());
    }

    @Test
    void thePlainPodIsNotRootWritesNothingAndIsBounded() {
        var pod = manifest("apps/v1/Deployment").at("/spec/template/spec");
        var container = pod.at("/containers/0");

        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        assertThat(pod.at("/automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(container.at("/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/securityContext/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.at("/securityContext/capabilities/drop/0").asText()).isEqualTo("ALL");
        assertThat(container.at("/resources/limits").size()).isEqualTo(2);
        assertThat(Stream.of("startupProbe", "livenessProbe", "readinessProbe").map(container::path))
                .allMatch(probe -> probe.at("/httpGet/path").asText().startsWith("/observe/health/"));
    }

    @Test
    void theIntegrationIsGuardedLikeThePlainPod() {
        var spec = manifest("camel.apache.org/v1/Integration").path("spec");

        assertThat(spec.at("/traits/container/runAsNonRoot").asBoolean()).isTrue();
        assertThat(spec.at("/traits/container/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(spec.at("/traits/container/limitMemory").asText()).isNotBlank();
        assertThat(spec.at("/template/spec/containers/0/securityContext/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(spec.at("/traits/health/enabled").asBoolean()).isTrue();
    }

    @Test
    void aStopFitsIntoTheGracePeriod() throws IOException {
        var settings = Manifests.documents(Path.of("application.yaml")).get(0).content();
        var routes = settings.at("/camel/main/shutdown-timeout").asInt();
        var requests = Integer.parseInt(
                settings.at("/spring/lifecycle/timeout-per-shutdown-phase").asText().replace("s", ""));

        assertThat(manifest("apps/v1/Deployment").at("/spec/template/spec/terminationGracePeriodSeconds").asInt())
                .isGreaterThan(routes + requests);
        assertThat(manifest("camel.apache.org/v1/Integration")
                .at("/spec/template/spec/terminationGracePeriodSeconds").asInt()).isGreaterThan(routes + requests);
    }

    @Test
    void bothWaysReadTheSameSecrets() {
        var variables = new ArrayList<String>();
        manifest("apps/v1/Deployment").at("/spec/template/spec/containers/0/env").forEach(variable -> {
            var secret = variable.at("/valueFrom/secretKeyRef");
            if (!secret.isMissingNode()) {
                variables.add(variable.path("name").asText() + "=secret:" + secret.path("name").asText() + "/"
                        + secret.path("key").asText());
            }
        });
        var ofTheIntegration = new ArrayList<String>();
        manifest("camel.apache.org/v1/Integration").at("/spec/traits/environment/vars")
                .forEach(variable -> ofTheIntegration.add(variable.asText()));

        assertThat(ofTheIntegration).isNotEmpty().containsExactlyElementsOf(variables);
    }

    private static JsonNode manifest(String type) {
        return Manifests.all().stream().filter(manifest -> manifest.type().equals(type)).findFirst().orElseThrow()
                .content();
    }

    @Test
    void kustomizeBuildsBothOverlays() throws Exception {
        Tool.KUBECTL.orSkip();
        for (var overlay : OVERLAYS) {
            var built = Tool.KUBECTL.run("kustomize", "k8s/overlays/" + overlay);

            assertThat(built).contains("kind: NetworkPolicy", "10-hour-open.camel.yaml", "namespace: meterbridge");
            assertThat(built).as("a pod finds its ConfigMaps").satisfies(text -> assertThat(text)
                    .contains(overlay.equals("camel-k") ? "name: meterbridge-routes\n" : "name: meterbridge-routes-"));
        }
    }
}
