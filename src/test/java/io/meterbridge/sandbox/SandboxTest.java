package io.meterbridge.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SandboxTest {

    @Test
    void theEnvironmentLeadsToEveryService() {
        try (var sandbox = Sandbox.start(SandboxClock.running())) {
            var environment = sandbox.environment();
            var key = new AwsAccessKey(environment.get("AWS_ACCESS_KEY_ID"),
                    environment.get("AWS_SECRET_ACCESS_KEY"), null, "", "", null);
            sandbox.orb().addAccount("orb-key", OrbMode.LIVE);

            var ping = SandboxClient.get(environment.get("ORB_BASE_URL") + "/ping",
                    "Authorization", "Bearer orb-key");
            var metering = SignedCall.metering(
                    environment.get("AWS_ENDPOINT_URL_MARKETPLACE_METERING"), key,
                    sandbox.clock()).send("{\"UsageRecords\":[]}");
            var identity = SignedCall.sts(environment.get("AWS_ENDPOINT_URL_STS"), key,
                    sandbox.clock()).send("Action=GetCallerIdentity&Version=2011-06-15");
            var noToken = SandboxClient.get(environment.get("GCP_PROCUREMENT_URL")
                    + "/v1/providers/p/entitlements");

            assertThat(noToken.status()).isEqualTo(401);
            assertThat(environment.get("GCP_SERVICECONTROL_URL"))
                    .isEqualTo(sandbox.google().serviceControlUrl());
            assertThat(ping.status()).isEqualTo(200);
            assertThat(metering.json()).hasToString("{\"Results\":[],\"UnprocessedRecords\":[]}");
            assertThat(identity.body()).contains(Sandbox.BRIDGE_ACCOUNT);
            assertThat(SandboxClient.get(environment.get("AZURE_MARKETPLACE_URL")
                    + "/api/saas/subscriptions").status()).isEqualTo(401);
            assertThat(SandboxClient.get(environment.get("AZURE_AUTHORITY_HOST")
                    + "/tenant/oauth2/v2.0/token").status()).isEqualTo(404);
        }
    }
}
