package io.meterbridge.deploy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.v1.Integration;

/** The YAML documents under {@code k8s/}, and the types that refuse a field they do not know. */
final class Manifests {

    static final Path FOLDER = Path.of("k8s");

    private static final Map<String, Class<?>> KINDS = Map.ofEntries(
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/Secret", Secret.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("autoscaling/v2/HorizontalPodAutoscaler", HorizontalPodAutoscaler.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("monitoring.coreos.com/v1/PodMonitor", PodMonitor.class),
            Map.entry("camel.apache.org/v1/Integration", Integration.class));

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /** The models keep unknown fields in a map beside the known ones; without that door they refuse them. */
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .annotationIntrospector(new JacksonAnnotationIntrospector() {
                @Override
                public Boolean hasAnySetter(Annotated annotated) {
                    return false;
                }
            })
            .build();

    private Manifests() {}

    /** A document and the file that it is in. */
    record Manifest(Path file, JsonNode content) {

        String type() {
            return content.path("apiVersion").asText() + "/" + content.path("kind").asText();
        }

        @Override
        public String toString() {
            return file + " " + type();
        }
    }

    /** Every document that Kubernetes gets; kustomizations are read by kustomize alone. */
    static List<Manifest> all() {
        return files("k8s").stream()
                .filter(file -> !file.getFileName().toString().equals("kustomization.yaml")
                        && !file.getFileName().toString().equals("application.yaml")
                        && !file.startsWith(FOLDER.resolve("monitoring")))
                .flatMap(file -> documents(file).stream()).toList();
    }

    static List<Path> files(String folder) {
        try (var found = Files.walk(Path.of(folder))) {
            return found.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Manifest> documents(Path file) {
        try (var values = YAML.readerFor(JsonNode.class).<JsonNode>readValues(Files.readString(file))) {
            var documents = new ArrayList<Manifest>();
            values.forEachRemaining(content -> documents.add(new Manifest(file, content)));
            return documents;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a document into its type; throws when its kind or one of its fields is unknown. */
    static Object strictly(String type, JsonNode content) throws IOException {
        var model = KINDS.get(type);
        if (model == null) {
            throw new IOException("no type is known for " + type + "; name it in Manifests");
        }
        return STRICT.treeToValue(content, model);
    }
}
