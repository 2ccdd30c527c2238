package io.meterbridge.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.ConnectionCheck;
import io.meterbridge.marketplace.ConnectionCheck.Result;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@Proves("R-28")
class AwsConnectionCheckTest extends AwsRoutes {

    private static final String ROLE = "arn:aws:iam::777777777777:role/meterbridge";

    @BeforeEach
    void aRoleTrustsTheSellersKey() {
        IDENTITIES.addRole(ROLE, "the-external-id");
    }

    @Test
    void aRoleThatCanBeAssumedIsFine() {
        assertThat(check(withRole("the-external-id")).isOk()).isTrue();
    }

    @Test
    void aRoleThatRefusesIsNamedWithAwssOwnReason() {
        var check = check(withRole("another"));

        assertThat(check.result()).isEqualTo(Result.REFUSED);
        assertThat(check.field()).isEqualTo("role_arn");
        assertThat(check.reason()).startsWith("AccessDenied").contains("sts:AssumeRole");
        assertThat(check.reason()).doesNotContain(SECRET);
    }

    @Test
    void anStsThatCannotBeReachedOrIsInTroubleLeavesItOpen() {
        STS.faults().next(1).serverError();
        assertThat(check(withRole("the-external-id")).result()).isEqualTo(Result.UNREACHABLE);

        TO_STS.down();
        try {
            assertThat(check(withRole("the-external-id")).result()).isEqualTo(Result.UNREACHABLE);
        } finally {
            TO_STS.up();
        }
    }

    @Test
    void withoutARoleAwsIsNotAskedAtAll() {
        var before = STS.requests().size();

        assertThat(check(Map.of("region", "eu-central-1")).isOk()).isTrue();
        assertThat(check(Map.of("region", "us-east-1",
                "access_key_id", KEY_ID, "secret_access_key", SECRET)).isOk()).isTrue();
        assertThat(STS.requests()).hasSize(before);
    }

    @Test
    void malformedSettingsAreNamed() {
        assertThat(check(Map.of()).field()).isEqualTo("region");
        assertThat(check(Map.of("region", "us-east-1.example.com/")).field()).isEqualTo("region");
        assertThat(check(Map.of("region", "us-east-1", "access_key_id", KEY_ID)).field())
                .isEqualTo("secret_access_key");
        assertThat(check(Map.of("region", "us-east-1", "role_arn", "arn:aws:iam::1:user/me")).field())
                .isEqualTo("role_arn");
        assertThat(check(Map.of("region", "us-east-1", "external_id", "x-1")).field())
                .isEqualTo("role_arn");
    }

    private ConnectionCheck check(Map<String, String> settings) {
        return routes.requestBody("direct:aws-connection-check", settings, ConnectionCheck.class);
    }

    private static Map<String, String> withRole(String externalId) {
        return Map.of("region", "us-east-1", "access_key_id", KEY_ID, "secret_access_key", SECRET,
                "role_arn", ROLE, "external_id", externalId);
    }
}
