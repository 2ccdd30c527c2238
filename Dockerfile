# The image of Meterbridge: Temurin 25, not root, no embedded database, with an AOT cache that takes three seconds off the start.
#
#   docker build -t meterbridge:0.1.0 .
#
# Needs a database and three secrets at run time: k8s/README.md. Without BuildKit or a registry:
# mvn spring-boot:build-image makes an image by buildpacks (no AOT cache; the embedded database stays inside, unused).

FROM maven:3.9-eclipse-temurin-25 AS build
WORKDIR /source
COPY pom.xml application.yaml ./
COPY openapi openapi
COPY routes routes
COPY src/main src/main
RUN --mount=type=cache,target=/root/.m2 mvn -B -q -Dmaven.test.skip=true package
COPY scripts/extract-layers scripts/extract-layers
RUN scripts/extract-layers target/meterbridge.jar /layers

# Starts once against a real PostgreSQL, so that the cache knows what a start loads.
FROM eclipse-temurin:25-jdk AS train
RUN apt-get update -q && apt-get install -q -y --no-install-recommends postgresql && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /layers/libraries/ ./
COPY --from=build /layers/application/ ./
COPY scripts/train-aot-cache /usr/local/bin/
RUN train-aot-cache /app

FROM eclipse-temurin:25-jre
LABEL org.opencontainers.image.title="Meterbridge" \
      org.opencontainers.image.licenses="Apache-2.0"
RUN useradd --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin meterbridge
WORKDIR /app
# What changes least comes first: a new version of the application alone is a layer of a few megabytes.
COPY --from=build /layers/libraries/ ./
COPY --from=build /layers/application/ ./
COPY --from=train /app/meterbridge.aot ./
USER 10001:10001
EXPOSE 8080
# The heap leaves room for threads and buffers inside the container's limit; a JVM out of memory ends, and is restarted.
ENTRYPOINT ["java", "-XX:AOTCache=/app/meterbridge.aot", "-XX:+UseCompactObjectHeaders", "-XX:MaxRAMPercentage=60", \
            "-XX:+ExitOnOutOfMemoryError", "-jar", "/app/meterbridge.jar"]
