package io.meterbridge.stories;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.meterbridge.Proves;
import io.meterbridge.world.WorldAgreement;
import io.meterbridge.world.WorldSeller;
import io.meterbridge.world.WorldSubscription;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Buyers whose browsers come from the marketplaces, before the notification of their contract and after it. */
class SignUpTest extends Story {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PAGE = "https://seller.example/sign-up?from=cloud";

    @AfterEach
    void calm() {
        aws().faults().calm();
        world().sandbox().azure().faults().calm();
        world().sandbox().google().tokenFaults().calm();
    }

    @Test
    @Proves("R-34")
    void aBuyerFromAwsComesFirstAndItsContractLater() throws Exception {
        at("2026-05-01T14:30:00Z");
        var seller = withPage(seller(), "aws");
        var agreement = WorldAgreement.of(world(), seller, "2026-05-01T13:00:00Z", "0.01");
        var token = agreement.registrationToken();

        var sent = awsBuyer(seller, token);
        assertThat(sent.statusCode()).isEqualTo(302);
        assertThat(sent.headers().firstValue("Cache-Control").orElseThrow()).contains("no-store");
        assertThat(awsBuyer(seller, token).statusCode()).isEqualTo(302);

        var claims = verified(sent, seller);
        var buyer = onlyBuyer(seller);
        assertThat(claims.getSubject()).isEqualTo(buyer.get("id").toString());
        assertThat(claims.getStringClaim("cloud")).isEqualTo("aws");
        assertThat(claims.getJSONObjectClaim("purchase")).containsEntry("license_arn", agreement.license())
                .containsEntry("product_code", seller.product());
        assertThat(claims.getExpirationTime().toInstant()).isEqualTo("2026-05-01T14:40:00Z");
        assertThat(registered(seller)).singleElement().satisfies(event ->
                assertThat(event.at("/data/buyer/id").asText()).isEqualTo(buyer.get("id").toString()));

        agreement.created("NEW", null, "2026-05-01T14:00:00Z");
        agreement.licensed("2026-05-01T14:00:01Z");
        agreement.awaitTold("contract.created");
        assertThat(agreement.row()).containsEntry("buyer_id", buyer.get("id"));
        assertThat(onlyBuyer(seller)).containsEntry("id", buyer.get("id"));
    }

    @Test
    @Proves("R-34")
    void aBuyerFromAwsWhoseContractIsThereAlreadyIsTheSame() throws Exception {
        at("2026-05-02T14:30:00Z");
        var seller = withPage(seller(), "orb");
        var agreement = WorldAgreement.of(world(), seller, "2026-05-02T13:00:00Z", "0.01");
        agreement.created("NEW", null, "2026-05-02T14:00:00Z");
        agreement.licensed("2026-05-02T14:00:01Z");
        agreement.awaitTold("contract.created");
        assertThat(registered(seller)).isEmpty();

        var claims = verified(awsBuyer(seller, agreement.registrationToken()), seller);

        assertThat(claims.getSubject()).isEqualTo(agreement.row().get("buyer_id").toString());
        assertThat(registered(seller)).hasSize(1);
        assertThat(JSON.readTree(onlyBuyer(seller).get("cloud_identifiers").toString()).path("customer_identifier").asText())
                .isEqualTo("customer-of-" + agreement.license());
    }

    @Test
    @Proves("R-34")
    void whatABuyerFromAzureBoughtIsActivatedAndRead() throws Exception {
        at("2026-05-03T14:30:00Z");
        var seller = seller();
        var bought = WorldSubscription.of(world(), seller, "2026-05-03T13:00:00Z");
        withPage(seller, "azure");
        bought.truth().pending();

        var sent = get("/landing/azure/" + seller.id() + "?token="
                + URLEncoder.encode(world().sandbox().azure().purchaseToken(bought.truth()), UTF_8));

        var claims = verified(sent, seller);
        assertThat(claims.getJSONObjectClaim("purchase")).containsEntry("subscription_id", bought.truth().id())
                .containsEntry("plan_id", "silver");
        assertThat(bought.truth().status()).isEqualTo("Subscribed");
        bought.awaitTold("contract.created");
        assertThat(bought.row()).containsEntry("buyer_id", onlyBuyer(seller).get("id")).containsEntry("status", "active");
        assertThat(registered(seller)).hasSize(1);
    }

    @Test
    @Proves("R-32")
    void anActivationThatTakesAzureMinutesIsNoticed() throws Exception {
        at("2026-05-09T14:30:00Z");
        var seller = seller();
        var bought = WorldSubscription.of(world(), seller, "2026-05-09T13:00:00Z");
        withPage(seller, "azure");
        bought.truth().pending().activatesSlowly();

        verified(get("/landing/azure/" + seller.id() + "?token="
                + URLEncoder.encode(world().sandbox().azure().purchaseToken(bought.truth()), UTF_8)), seller);
        Awaitility.await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(20)).until(() -> world().jdbc()
                .sql("select array_agg(state order by state)::text from notification_inbox where contract_key = :id")
                .param("id", bought.truth().id()).query(String.class).single().equals("{done,ignored}"));
        assertThat(bought.row()).containsEntry("status", "pending");
        assertThat(bought.told()).isEmpty();

        bought.truth().reinstate();
        pass(Duration.ofMinutes(2));
        bought.awaitTold("contract.created");
    }

    @Test
    @Proves("R-34")
    void aBuyerFromAzureWhomTheWebhookAnnouncedIsTheSame() throws Exception {
        at("2026-05-04T14:30:00Z");
        var seller = seller();
        var bought = WorldSubscription.of(world(), seller, "2026-05-04T13:00:00Z");
        withPage(seller, "azure");
        bought.says("Subscribe", "op-1-" + bought.truth().id(), "silver", "silver", "2026-05-04T13:00:00Z");
        bought.awaitTold("contract.created");

        // a browser that did not escape the token's plus sign
        var sent = get("/landing/azure/" + seller.id() + "?token="
                + world().sandbox().azure().purchaseToken(bought.truth()));

        assertThat(verified(sent, seller).getSubject()).isEqualTo(bought.row().get("buyer_id").toString());
        assertThat(registered(seller)).hasSize(1);
        bought.awaitTold("contract.created");
    }

    @Test
    @Proves({"R-30", "R-34"})
    void aBuyerFromGoogleComesFirstAndItsEntitlementLater() throws Exception {
        at("2026-05-05T14:30:00Z");
        var seller = seller();
        var entitlement = seller.entitlement("2026-05-05T13:00:00Z");
        withPage(seller, "gcp");
        var token = world().sandbox().google().signUpToken("seller.example", "account-of-" + entitlement.truth().id(),
                world().clock().instant());

        var claims = verified(googleBuyer(seller, token), seller);
        assertThat(googleBuyer(seller, token).statusCode()).isEqualTo(302);

        assertThat(claims.getJSONObjectClaim("purchase")).containsEntry("roles", List.of("account_admin"));
        assertThat(registered(seller)).singleElement().satisfies(event -> assertThat(
                event.at("/data/buyer/cloud_identifiers/user_identity").asText()).startsWith("user-of-account-of-"));
        entitlement.says("ACTIVE", "2026-05-05T13:00:00Z");
        entitlement.awaitTold("contract.created");
        assertThat(entitlement.row()).containsEntry("buyer_id", onlyBuyer(seller).get("id"));
    }

    @Test
    @Proves("R-30")
    void whoIsNotVouchedForIsToldSoAndLeavesNothingBehind() {
        at("2026-05-06T14:30:00Z");
        var seller = seller();
        var bought = WorldSubscription.of(world(), seller, "2026-05-06T13:00:00Z");
        seller.entitlement("2026-05-06T13:00:00Z");
        List.of("aws", "azure", "gcp").forEach(cloud -> withPage(seller, cloud));
        var stranger = world().sandbox().google().signUpToken("other.example", "A", world().clock().instant());
        var agreement = WorldAgreement.of(world(), seller, "2026-05-06T13:00:00Z", "0.01");
        var late = agreement.registrationToken();
        var others = WorldAgreement.of(world(), seller(), "2026-05-06T13:00:00Z", "0.01").registrationToken();

        assertThat(awsBuyer(seller, "invented")).satisfies(SignUpTest::isInvalid);
        assertThat(awsBuyer(seller, others)).as("another seller's product").satisfies(SignUpTest::isInvalid);
        assertThat(get("/landing/azure/" + seller.id() + "?token=invented")).satisfies(SignUpTest::isInvalid);
        assertThat(googleBuyer(seller, stranger)).satisfies(SignUpTest::isInvalid);
        pass(Duration.ofHours(5));
        assertThat(awsBuyer(seller, late)).as("too late").satisfies(SignUpTest::isInvalid);
        assertThat(bought.truth().status()).isEqualTo("Subscribed");
        assertThat(buyers(seller)).isEmpty();
        assertThat(registered(seller)).isEmpty();
    }

    @Test
    void whatIsMissingIsSaidBeforeAnybodyIsAsked() {
        at("2026-05-07T14:30:00Z");
        var seller = seller();
        var asked = aws().requests().size();

        assertThat(awsBuyer(seller, "t")).as("no page").satisfies(answer -> isPage(answer, 404));
        withPage(seller, "aws");
        assertThat(post("/landing/aws/" + seller.id(), "")).as("no token").satisfies(answer -> isPage(answer, 400));
        assertThat(post("/landing/aws/nobody", "x-amzn-marketplace-token=t")).satisfies(answer -> isPage(answer, 404));
        assertThat(googleBuyer(seller, "t")).as("not connected").satisfies(answer -> isPage(answer, 404));
        assertThat(aws().requests()).hasSize(asked);
    }

    @Test
    void whileAMarketplaceIsSilentTheBuyerMayComeAgain() throws Exception {
        at("2026-05-08T14:30:00Z");
        var seller = seller();
        var bought = WorldSubscription.of(world(), seller, "2026-05-08T13:00:00Z");
        List.of("aws", "azure").forEach(cloud -> withPage(seller, cloud));
        bought.truth().pending();
        var token = WorldAgreement.of(world(), seller, "2026-05-08T13:00:00Z", "0.01").registrationToken();
        var purchase = "/landing/azure/" + seller.id() + "?token="
                + URLEncoder.encode(world().sandbox().azure().purchaseToken(bought.truth()), UTF_8);
        aws().faults().next(1).serverError();
        world().sandbox().azure().faults().next(1).throttle();

        assertThat(awsBuyer(seller, token)).satisfies(answer -> isPage(answer, 503));
        assertThat(get(purchase)).satisfies(answer -> isPage(answer, 503));

        assertThat(awsBuyer(seller, token).statusCode()).isEqualTo(302);
        verified(get(purchase), seller);
        assertThat(bought.truth().status()).isEqualTo("Subscribed");
    }

    /** The claims that the seller's page reads, after it has verified them with the published keys. */
    private static JWTClaimsSet verified(HttpResponse<String> sent, WorldSeller seller) throws Exception {
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(302);
        var location = sent.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(PAGE + "&meterbridge_token=");
        var token = SignedJWT.parse(location.substring(location.indexOf("_token=") + 7));
        var keys = JWKSet.parse(get("/landing/keys").body());
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID());
        assertThat(key.isPrivate()).isFalse();
        assertThat(token.verify(new ECDSAVerifier(key.toECKey()))).isTrue();
        assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo("meterbridge");
        assertThat(token.getJWTClaimsSet().getAudience()).containsExactly(seller.id().toString());
        return token.getJWTClaimsSet();
    }

    private static void isInvalid(HttpResponse<String> answer) {
        isPage(answer, 400);
        assertThat(answer.body()).contains("This link is not valid");
    }

    private static void isPage(HttpResponse<String> answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.body()).startsWith("<!doctype html>");
    }

    private static WorldSeller withPage(WorldSeller seller, String provider) {
        seller.sql("""
                update integration set settings = coalesce(settings, '{}') || jsonb_build_object('signup_url', :page::text)
                where seller_id = :id and provider = :provider""",
                Map.of("id", seller.id(), "page", PAGE, "provider", provider));
        return seller;
    }

    private static List<JsonNode> registered(WorldSeller seller) {
        return world().jdbc().sql("""
                select body from event_outbox where seller_id = :seller and type = 'buyer.registered'""")
                .param("seller", seller.id()).query(String.class).list().stream().map(SignUpTest::tree).toList();
    }

    private static List<Map<String, Object>> buyers(WorldSeller seller) {
        return world().jdbc().sql("select * from buyer where seller_id = :seller").param("seller", seller.id())
                .query().listOfRows();
    }

    private static Map<String, Object> onlyBuyer(WorldSeller seller) {
        assertThat(buyers(seller)).hasSize(1);
        return buyers(seller).get(0);
    }

    private static HttpResponse<String> awsBuyer(WorldSeller seller, String token) {
        return post("/landing/aws/" + seller.id(), "x-amzn-marketplace-token=" + URLEncoder.encode(token, UTF_8)
                + "&CamelHttpUri=http%3A%2F%2Fevil.example");
    }

    private static HttpResponse<String> googleBuyer(WorldSeller seller, String token) {
        return post("/landing/gcp/" + seller.id(), "x-gcp-marketplace-token=" + token);
    }

    private static HttpResponse<String> post(String path, String form) {
        return send(request(path).header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)).build());
    }

    private static HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + world().port() + path));
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode tree(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
