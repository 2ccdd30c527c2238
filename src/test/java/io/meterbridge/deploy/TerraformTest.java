package io.meterbridge.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.bertramlabs.plugins.hcl4j.HCLParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What sellers apply in their clouds is readable, and grants no more than Meterbridge uses. */
class TerraformTest {

    private static final Pattern AWS_ACTION = Pattern.compile("\"((?:aws-marketplace|sqs):[A-Za-z]+|sts:AssumeRole)\"");

    /** reference: AWS service authorization, prefix aws-marketplace, and camel-aws2-sqs. */
    private static final Set<String> AWS_ACTIONS = Set.of("aws-marketplace:BatchMeterUsage",
            "aws-marketplace:ResolveCustomer", "aws-marketplace:GetEntitlements", "aws-marketplace:SearchAgreements",
            "aws-marketplace:DescribeAgreement", "aws-marketplace:GetAgreementTerms", "sqs:ReceiveMessage",
            "sqs:DeleteMessage", "sqs:ChangeMessageVisibility", "sqs:GetQueueAttributes", "sqs:SendMessage",
            "sts:AssumeRole");

    @ParameterizedTest
    @ValueSource(strings = {"aws", "azure", "gcp"})
    void everyTemplateIsReadable(String cloud) throws Exception {
        var parsed = new HCLParser().parse(text(cloud), false);

        assertThat(parsed).containsKeys("terraform", "resource", "output");
        assertThat((Map<?, ?>) parsed.get("output")).isNotEmpty();
    }

    @Test
    void awsIsAskedForNothingMoreThanIsUsed() throws IOException {
        var asked = AWS_ACTION.matcher(text("aws")).results().map(match -> match.group(1)).toList();

        assertThat(Set.copyOf(asked)).isEqualTo(AWS_ACTIONS);
    }

    /** Providers are downloaded for "validate", which a build without a network cannot do; the form is checked. */
    @Test
    void terraformItselfReadsThemAndFindsTheirFormRight() throws Exception {
        Tool.TERRAFORM.orSkip();

        assertThat(Tool.TERRAFORM.run("fmt", "-check", "-recursive", "-no-color", "k8s/terraform"))
                .doesNotContain("main.tf");
    }

    private static String text(String cloud) throws IOException {
        return Files.readString(file(cloud));
    }

    private static Path file(String cloud) {
        return Path.of("k8s", "terraform", cloud, "main.tf");
    }
}
