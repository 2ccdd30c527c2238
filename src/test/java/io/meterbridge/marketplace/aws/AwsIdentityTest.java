package io.meterbridge.marketplace.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meterbridge.Proves;
import io.meterbridge.marketplace.Reason;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Proves({"M-08", "M-10", "R-17"})
class AwsIdentityTest {

    private static final String ARN = "arn:aws:license-manager::111111111111:license:l-0123456789abcdef";
    private static final Map<String, String> BUYER = Map.of(
            "product_code", "prod-1",
            "customer_identifier", "cust-1",
            "customer_aws_account_id", "111111111111");

    @Test
    void byLicenceAwsGetsAccountAndLicenceAndNeverAProductCode() {
        assertThat(AwsIdentity.of("license", "prod-1", BUYER, Map.of("license_arn", ARN)))
                .isEqualTo(new AwsIdentity.Known(
                        Map.of("CustomerAWSAccountId", "111111111111", "LicenseArn", ARN),
                        "license/111111111111/l-0123456789abcdef",
                        "license/prod-1"));
    }

    @Test
    void aLicenceHasOneKeyHoweverAwsSpelledIt() {
        var withoutPrefix = ARN.substring("arn:".length());
        var otherForm = ARN.replace("license:l-", "license/l-");

        assertThat(keyOf(withoutPrefix)).isEqualTo(keyOf(ARN));
        assertThat(keyOf(otherForm)).isEqualTo(keyOf(ARN));
        assertThat(known(withoutPrefix).fields()).containsEntry("LicenseArn", ARN);
    }

    @Test
    void byCustomerAwsGetsTheProductCodeAndTheCustomerIdentifier() {
        assertThat(AwsIdentity.of("customer", "prod-1", BUYER, Map.of("license_arn", ARN)))
                .isEqualTo(new AwsIdentity.Known(
                        Map.of("ProductCode", "prod-1", "CustomerIdentifier", "cust-1"),
                        "customer/prod-1/cust-1",
                        "customer/prod-1"));
    }

    @Test
    void byCustomerTheAccountServesWhereThereIsNoCustomerIdentifier() {
        var buyer = Map.of("customer_identifier", " ", "customer_aws_account_id", " 111111111111 ");

        assertThat(AwsIdentity.of("customer", "prod-1", buyer, Map.of()))
                .isEqualTo(new AwsIdentity.Known(
                        Map.of("ProductCode", "prod-1", "CustomerAWSAccountId", "111111111111"),
                        "customer/prod-1/111111111111",
                        "customer/prod-1"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThat(AwsIdentity.of("license", "prod-1", BUYER, Map.of()))
                .isEqualTo(new AwsIdentity.Missing("license_arn", Reason.LICENSE_MISSING));
        assertThat(AwsIdentity.of("license", "prod-1", BUYER, Map.of("license_arn", "a licence")))
                .isEqualTo(new AwsIdentity.Missing("license_arn", Reason.INVALID_LICENSE));
        assertThat(AwsIdentity.of("license", "prod-1", Map.of(), Map.of("license_arn", ARN)))
                .isEqualTo(new AwsIdentity.Missing(
                        "customer_aws_account_id", Reason.CUSTOMER_IDENTIFIER_MISSING));
        assertThat(AwsIdentity.of("customer", "prod-1", Map.of(), Map.of()))
                .isEqualTo(new AwsIdentity.Missing(
                        "customer_identifier", Reason.CUSTOMER_IDENTIFIER_MISSING));
        assertThat(AwsIdentity.of(
                "customer", "prod-1", Map.of("customer_aws_account_id", "my account"), Map.of()))
                .isEqualTo(new AwsIdentity.Missing(
                        "customer_aws_account_id", Reason.CUSTOMER_IDENTIFIER_MISSING));
        assertThat(AwsIdentity.of("customer", " ", BUYER, Map.of()))
                .isEqualTo(new AwsIdentity.Missing("product_code", Reason.INVALID_PRODUCT_CODE));
    }

    @Test
    void anUnknownWayOfNamingBuyersIsAProgrammersError() {
        assertThatThrownBy(() -> AwsIdentity.of("tenant", "prod-1", BUYER, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tenant");
    }

    private static String keyOf(String licenseArn) {
        return known(licenseArn).key();
    }

    private static AwsIdentity.Known known(String licenseArn) {
        return (AwsIdentity.Known) AwsIdentity.of(
                "license", "prod-1", BUYER, Map.of("license_arn", licenseArn));
    }
}
