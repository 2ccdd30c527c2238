package io.meterbridge.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiWorld;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.sandbox.OrbMode;
import io.meterbridge.sandbox.OrbPrice;
import io.meterbridge.secretscan.KnownSecrets;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The console as people use it: in a real browser, by mouse and by keyboard, light and dark, narrow and wide. */
class ConsoleInTheBrowserTest {

    /** Where {@code scripts/screenshots} wants its pictures; without it none are taken. */
    private static final String PICTURES = System.getProperty("meterbridge.screenshots", "");

    private static final ApiWorld WORLD = ApiWorld.sending();

    private static Browser browser;
    private static FurnishedSeller seller;

    private String clientId;
    private String clientSecret;

    @BeforeAll
    static void aBrowser() {
        var found = Browser.at(WORLD.world().port());
        assumeTrue(found.isPresent(), "chromium is not installed");
        browser = found.get();
        seller = FurnishedSeller.in(WORLD);
    }

    @AfterAll
    static void noBrowserAnyMore() {
        if (browser != null) {
            browser.close();
        }
        if (seller != null) {
            seller.settle();
        }
    }

    /** WCAG 2.2 AA as far as a machine can tell, on every page there is. */
    @Test
    @Proves("S13")
    void everyPageIsReadableForEverybody() {
        List<String> wrong = new ArrayList<>();
        browser.open("/console/sign-in");
        look("sign-in", wrong);
        browser.as(seller.api().token());
        visit(seller.pages(), wrong);
        browser.as(WORLD.operator().token());
        visit(seller.pagesOfTheOperator(), wrong);
        browser.as(WORLD.newSeller().token());
        visit(emptyPages(), wrong);

        assertThat(wrong).isEmpty();
    }

    private static Map<String, String> emptyPages() {
        var pages = new LinkedHashMap<String, String>();
        for (var path : List.of("", "/listings", "/buyers", "/contracts", "/contracts/new", "/metering", "/webhooks",
                "/notifications", "/settings/integrations", "/settings/integrations/orb", "/nothing")) {
            pages.put("empty " + path, "/console" + path);
        }
        return pages;
    }

    private static void visit(Map<String, String> pages, List<String> wrong) {
        pages.forEach((name, path) -> {
            browser.open(path);
            look(name.replaceFirst("^/console/?", "").isEmpty() ? "overview" : name.replaceFirst("^/console/", ""),
                    wrong);
        });
    }

    private static void look(String name, List<String> wrong) {
        note(name, browser.violations(), wrong);
        picture(name, "wide-light");
        browser.dark(true);
        note(name + ", dark", browser.violations("color-contrast", "link-in-text-block"), wrong);
        picture(name, "wide-dark");
        browser.narrow(true);
        if (browser.scrollsSideways()) {
            wrong.add(name + " scrolls sideways when it is narrow");
        }
        note(name + ", narrow", browser.violations("target-size", "scrollable-region-focusable"), wrong);
        picture(name, "narrow-dark");
        browser.dark(false);
        picture(name, "narrow-light");
        browser.narrow(false);
        browser.complaints().stream().filter(line -> !line.contains("the server responded with a status of"))
                .forEach(line -> wrong.add(name + " complained: " + line));
    }

    private static void note(String name, List<?> violations, List<String> wrong) {
        violations.forEach(each -> wrong.add(name + ": " + each));
    }

    private static void picture(String name, String how) {
        if (!PICTURES.isEmpty()) {
            browser.picture(Path.of(PICTURES, how, name.replaceAll("[^A-Za-z]+", "-") + ".png"));
            browser.narrow(how.startsWith("narrow"));
        }
    }

    /** From an empty installation to the first metered hour, by nothing but pages. */
    @Test
    @Proves({"S1", "S2", "S13"})
    void aSellerComesToItsFirstMeteredHour() {
        var unique = UUID.randomUUID().toString().substring(0, 8);
        var orbKey = "orb-key-" + unique;
        KnownSecrets.note(orbKey);
        var subscription = WORLD.world().sandbox().orb().addAccount(orbKey, OrbMode.LIVE).withoutRateLimits()
                .addSubscription("sub-" + unique).startsAt(Instant.parse(ApiWorld.LAST_HOUR))
                .price(OrbPrice.usage("price-1", "API calls"));
        subscription.cost("price-1", Instant.parse("2026-03-10T11:20:00Z"), new BigDecimal("12.345"));
        var account = "4" + String.format("%011d", Math.abs(unique.hashCode()));
        var license = "arn:aws:license-manager::" + account + ":license:l-" + unique;
        var aws = WORLD.world().sandbox();
        aws.aws().agreement("prod-" + unique, account).dimension("usage_fee", new BigDecimal("0.01")).license(license)
                .startsAt(Instant.parse(ApiWorld.LAST_HOUR));
        var key = aws.identities().addKey("AKIACONSOLE" + account, "the-console/secret/key", account);
        KnownSecrets.note(key.secretAccessKey());

        takeOn("Seller " + unique);
        connect(orbKey, key.accessKeyId(), key.secretAccessKey());
        sell(unique, account, license);
        meterTheHour();
        lookAtTheRecord();
    }

    /** The operator makes the seller, which signs in with what it was shown. */
    private void takeOn(String name) {
        var operator = WORLD.world().bean(OperatorCredential.class);
        browser.as("nobody");
        signIn(operator.clientId(), operator.secret());
        assertThat(browser.at()).startsWith("/console/operator/sellers");
        browser.fill("Name of a new seller", name);
        browser.press("Take it on");
        clientId = browser.textOf("client-id");
        clientSecret = browser.textOf("client-secret");
        KnownSecrets.note(clientSecret);
        browser.press("I have kept it");
        assertThat(browser.text()).contains(name).doesNotContain(clientSecret);
        browser.press("Sign out");

        signIn(clientId, clientSecret);
        assertThat(browser.text()).contains("From here to the first metered hour", "Connect Orb");
    }

    private static void signIn(String clientId, String secret) {
        browser.open("/console");
        browser.fill("Client id", clientId);
        browser.fill("Client secret", secret);
        browser.press("Sign in");
    }

    private static void connect(String orbKey, String accessKey, String secretKey) {
        browser.press("Connect Orb");
        browser.fill("API key", "a-key-with-a-slip");
        browser.fill("Start date", "2026-03-10");
        browser.press("Connect");
        assertThat(browser.text()).contains("Orb refused this key");
        assertThat(browser.focused().getText()).as("what a refusal says is heard first").contains("Orb refused");
        browser.fill("API key", orbKey);
        browser.press("Connect");
        assertThat(browser.text()).contains("Connected.", "2026-03-10 00:00 UTC", "There is no listing yet");
        browser.press("Test the connection");
        assertThat(browser.text()).contains("The connection works");

        browser.open("/console/settings/integrations/aws");
        browser.fill("Region", "us-east-1");
        browser.fill("Access key id", accessKey);
        browser.fill("Secret access key", secretKey);
        browser.press("Connect");
        assertThat(browser.text()).contains("Connected.").doesNotContain(secretKey);
    }

    private static void sell(String unique, String account, String license) {
        browser.open("/console/listings/new");
        browser.fill("Marketplace", "AWS");
        browser.fill("Title", "Data platform");
        browser.fill("Named there", "prod-" + unique);
        browser.fill("Dimension", "usage_fee");
        browser.fill("Price of one unit", "0.05");
        browser.press("Add the listing");
        assertThat(browser.text()).contains("Saved.");

        // the unit is too coarse, and the page of Orb is where the dimension is chosen
        browser.open("/console/settings/integrations/orb");
        assertThat(browser.text()).contains("coarse");
        browser.fill("Unit price (USD)", "0.01");
        browser.press("Save");
        assertThat(browser.text()).contains("Saved.").doesNotContain("coarse");

        browser.open("/console/contracts/new");
        browser.fill("Buyer", "Northwind");
        browser.fill("Start (UTC)", "2026-03-10T11:00");
        browser.fill("Product code", "prod-" + unique);
        browser.fill("Buyer’s AWS account", account);
        browser.fill("Agreement", "agmt-" + unique);
        browser.fill("License", license);
        browser.press("Add the contract");
        assertThat(browser.text()).contains("Northwind");
        browser.awaitText("unmapped: Neither the contract nor its buyer is mapped");
        browser.fill("Id of the subscription in Orb", "sub-nobody-has");
        browser.press("Map");
        assertThat(browser.text()).contains("Nothing was changed");
        browser.fill("Id of the subscription in Orb", "sub-" + unique);
        browser.press("Map");
        assertThat(browser.text()).contains("Mapped.", "sub-" + unique);
        browser.awaitText("No problem with a mapping.");
    }

    /** The operator does not wait for the clock. */
    private static void meterTheHour() {
        browser.press("Sign out");
        var operator = WORLD.world().bean(OperatorCredential.class);
        signIn(operator.clientId(), operator.secret());
        WORLD.world().open(ApiWorld.LAST_HOUR);
        browser.press("Runs");
        browser.fill("Hour (UTC)", "2026-03-10T11:00");
        browser.press("Meter this hour");
        assertThat(browser.text()).contains("The hour 2026-03-10 11:00 UTC", "Accounts");
        browser.awaitText("finished");
        browser.press("Sign out");
    }

    private void lookAtTheRecord() {
        signIn(clientId, clientSecret);
        assertThat(browser.text()).contains("12.34 USD", "0.005 USD");
        browser.press("Metering");
        assertThat(browser.text()).contains("1,234", "12.34 USD", "accepted");
        browser.press("2026-03-10 11:00 UTC");
        assertThat(browser.text()).contains("1,234 units for 2026-03-10 11:00 UTC", "12.345", "0.005 USD",
                "Left for the next hour", "Booked there");
    }

    @Test
    void theKeyboardAloneIsEnough() {
        browser.as(seller.api().token());
        browser.open("/console/contracts");
        browser.type(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Skip to the content");
        browser.type(Keys.ENTER);
        browser.type(Keys.TAB);
        assertThat(browser.focused().getText()).isEqualTo("Add a contract");
        browser.type(Keys.ENTER);
        browser.awaitText("One that was bought already");
        assertThat(browser.at()).isEqualTo("/console/contracts/new");
    }

    /** Where a test of pages over HTTP asks for 404, a browser shows no row of somebody else's. */
    @Test
    @Proves("R-55")
    void anotherSellersPagesAreRefused() {
        browser.as(WORLD.newSeller().token());
        for (var path : List.of("/console/contracts/" + seller.contract(), "/console/metering/" + seller.record("held"),
                "/console/buyers/" + seller.buyer(), "/console/webhooks/endpoints/" + seller.endpoint())) {
            browser.open(path);
            assertThat(browser.text()).as(path).contains("What belongs to another seller is not shown")
                    .doesNotContain("Contoso");
        }
    }

    @Test
    void aCountdownRuns() {
        browser.as(seller.api().token());
        browser.open("/console");
        assertThat(browser.text()).contains("Cancelled: last usage is still taken").containsPattern("4[45] min \\d+ s");
    }
}
