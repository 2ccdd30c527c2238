package io.meterbridge.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.Proves;
import io.meterbridge.api.ApiWorld;
import io.meterbridge.config.OperatorCredential;
import io.meterbridge.console.ConsoleClient.Page;
import io.meterbridge.secretscan.KnownSecrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the console's pages are over HTTP: there for whom they are for, refused to everybody else. */
class ConsolePagesTest {

    private static final ApiWorld WORLD = ApiWorld.sending();
    private static final List<Class<?>> CONTROLLERS = List.of(OverviewPage.class, IntegrationPages.class,
            CredentialPages.class, ListingPages.class, BuyerPages.class, ContractPages.class, MappingPages.class, MeteringPages.class,
            WebhookPages.class, NotificationPages.class, OperatorPages.class, SignInPage.class, AlarmPages.class,
            ReconciliationPages.class, ShadowPages.class, HoursPage.class);

    private static FurnishedSeller seller;

    @BeforeAll
    static void furnish() {
        seller = FurnishedSeller.in(WORLD);
    }

    @AfterAll
    static void settle() {
        if (seller != null) {
            seller.settle();
        }
    }

    private static ConsoleClient nobody() {
        return new ConsoleClient(WORLD.world().port());
    }

    private static ConsoleClient owner() {
        return nobody().as(seller.api().token());
    }

    private static ConsoleClient operator() {
        return nobody().as(WORLD.operator().token());
    }

    static Stream<String> pages() {
        return seller.pages().values().stream();
    }

    static Stream<String> pagesOfTheOperator() {
        return seller.pagesOfTheOperator().values().stream();
    }

    @ParameterizedTest
    @MethodSource("pages")
    @Proves("S13")
    void everyPageOfASellerIsThere(String path) {
        isAWholePage(owner().get(path), 200);
    }

    @ParameterizedTest
    @MethodSource("pagesOfTheOperator")
    @Proves("S13")
    void everyPageOfTheOperatorIsThere(String path) {
        isAWholePage(operator().get(path), 200);
    }

    /** A page that is added without being looked at fails here. */
    @Test
    void noPageIsForgotten() {
        var asked = new TreeSet<String>();
        seller.pages().keySet().forEach(key -> asked.add(key.split(" ")[0]));
        seller.pagesOfTheOperator().keySet().forEach(key -> asked.add(key.split(" ")[0]));
        asked.addAll(List.of("/console/sign-in", "/console/metering/report.csv",
                "/console/reconciliation/report.csv"));
        var there = new TreeSet<String>();
        for (var controller : CONTROLLERS) {
            var base = controller.isAnnotationPresent(RequestMapping.class)
                    ? controller.getAnnotation(RequestMapping.class).value()[0] : "";
            Stream.of(controller.getDeclaredMethods()).filter(each -> each.isAnnotationPresent(GetMapping.class))
                    .forEach(each -> {
                        var paths = each.getAnnotation(GetMapping.class).value();
                        there.add(base + (paths.length == 0 ? "" : paths[0]));
                    });
        }
        assertThat(asked).containsExactlyElementsOf(there);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/listings", "/console/buyers", "/console/contracts",
        "/console/contracts/new", "/console/metering", "/console/webhooks", "/console/webhooks/deliveries",
        "/console/webhooks/events", "/console/notifications", "/console/settings/integrations",
        "/console/settings/integrations/orb", "/console/settings/integrations/aws",
        "/console/settings/integrations/azure", "/console/settings/integrations/gcp"})
    void anEmptyPageSaysWhatComesNext(String path) {
        var page = nobody().as(WORLD.newSeller().token()).get(path);

        isAWholePage(page, 200);
        assertThat(page.body()).containsAnyOf("class=\"button primary\"", "class=\"primary\"", "class=\"steps\"",
                "Nothing happened yet", "not connected");
    }

    @ParameterizedTest
    @MethodSource("pages")
    @Proves("R-55")
    void anotherSellersPageIsNotThere(String path) {
        var stranger = nobody().as(WORLD.newSeller().token());
        var page = stranger.get(path);

        if (path.matches(".*[0-9a-f]{8}-[0-9a-f]{4}-.*")) {
            isAWholePage(page, 404);
            assertThat(page.body()).contains("What belongs to another seller is not shown.");
        }
        assertThat(page.body()).doesNotContain("Contoso", "Fabrikam", "Data platform");
    }

    static Stream<String> changesOfOneThing() {
        var contract = "/console/contracts/" + seller.contract();
        var record = "/console/metering/" + seller.record("held");
        var endpoint = "/console/webhooks/endpoints/" + seller.endpoint();
        return Stream.of("/console/listings/" + seller.listing(), "/console/buyers/" + seller.buyer() + "/mapping",
                "/console/buyers/" + seller.buyer() + "/properties", contract + "/mapping", contract + "/properties",
                contract + "/terms", record + "/release", record + "/drop", record + "/settle", endpoint + "/rotate",
                endpoint + "/test", endpoint + "/status", endpoint + "/delete",
                "/console/webhooks/deliveries/" + seller.delivery() + "/replay",
                "/console/notifications/" + UUID.randomUUID() + "/replay");
    }

    @ParameterizedTest
    @MethodSource("changesOfOneThing")
    @Proves("R-55")
    void anotherSellersThingCannotBeChanged(String path) {
        var stranger = nobody().as(WORLD.newSeller().token());
        var page = stranger.submit("/console", path, Map.of("subscription", "sub-1", "name", "n", "value", "v",
                "billed", "true", "status", "disabled", "title", "taken", "unit_price", "1", "usage_dimension", "d"));

        isAWholePage(page, 404);
    }

    @Test
    void whoHasNotSignedInIsSentThere() {
        var page = nobody().get("/console/contracts");
        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo("/console/sign-in?to=%2Fconsole%2Fcontracts");
        assertThat(nobody().as("invented").get("/console").location()).startsWith("/console/sign-in");
        assertThat(nobody().get("/console/operator/runs", "HX-Request", "true").header("hx-redirect"))
                .startsWith("/console/sign-in");
        isAWholePage(nobody().get("/console/sign-in"), 200);
    }

    @Test
    void eachRoleHasItsOwnPages() {
        isAWholePage(owner().get("/console/operator/sellers"), 403);
        isAWholePage(operator().get("/console/listings"), 403);
        assertThat(operator().get("/console").location()).startsWith("/console/operator/sellers");
    }

    @Test
    void filesOfThePagesAreForEverybodyAndAreKeptBrieflyOnly() {
        for (var file : List.of("console.css", "console.js", "icon.svg", "htmx.min.js")) {
            var asset = nobody().get("/console/assets/" + file);
            assertThat(asset.status()).as(file).isEqualTo(200);
            assertThat(asset.header("cache-control")).as(file).contains("no-cache");
        }
    }

    @Test
    void aCredentialSignsInAndOut() {
        var made = WORLD.operator().post("/sellers", Map.of("name", "Signs in")).is(201);
        var browser = nobody();
        var page = signIn(browser, made.at("/client_id"), made.at("/client_secret"), "/console/listings");

        assertThat(page.status()).isEqualTo(302);
        assertThat(page.location()).isEqualTo("/console/listings?from=sign-in");
        assertThat(page.cookiesSet()).anySatisfy(cookie -> assertThat(cookie).startsWith("meterbridge_session=")
                .contains("HttpOnly", "Secure", "SameSite=Lax", "Path=/console"));
        var token = browser.cookie("meterbridge_session");
        KnownSecrets.note(token);
        isAWholePage(browser.get("/console/listings"), 200);

        assertThat(browser.submit("/console", "/console/sign-out", Map.of()).location()).isEqualTo("/console/sign-in");
        WORLD.nobody().as(token).get("/listings").is(401);
        assertThat(browser.as(token).get("/console").status()).isEqualTo(302);
    }

    @Test
    void aWrongSecretIsToldAndNotShownAgain() {
        var page = signIn(nobody(), "nobody-has-this", "a-wrong-secret", "");

        isAWholePage(page, 401);
        assertThat(page.body()).contains("role=\"alert\"", "nobody-has-this").doesNotContain("a-wrong-secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com/", "//example.com", "/api/openapi.yaml", "/console/../api",
        "/console\\example.com"})
    void signingInLeadsNowhereElse(String to) {
        var credential = WORLD.world().bean(OperatorCredential.class);
        assertThat(signIn(nobody(), credential.clientId(), credential.secret(), to).location())
                .isEqualTo("/console?from=sign-in");
    }

    @Test
    void aBrowserThatKeepsNoCookieIsTold() {
        var lost = nobody().get("/console?from=sign-in");
        assertThat(lost.location()).isEqualTo("/console/sign-in?cookie=lost");
        assertThat(nobody().get(lost.location()).body()).contains("METERBRIDGE_CONSOLE_SECURE_COOKIE");
    }

    @Test
    void anotherSitesFormChangesNothing() {
        var page = owner().post("/console/listings/" + seller.listing(), Map.of("title", "Taken over"));

        isAWholePage(page, 403);
        assertThat(page.body()).contains("This form is out of date");
        assertThat(seller.api().get("/listings/" + seller.listing()).at("/title")).isEqualTo("Data platform");
    }

    /** Parts that are asked for later must not put the forms of their page out of date. */
    @Test
    void theTokenOfFormsStaysAsLongAsTheBrowser() {
        var browser = owner();
        browser.get("/console");
        var token = browser.cookie("meterbridge_form");
        assertThat(token).isNotBlank();

        var part = browser.get("/console/mappings?few=yes", "HX-Request", "true");
        assertThat(part.cookiesSet()).isEmpty();
        assertThat(browser.submit("/console", "/console/webhooks/endpoints/" + seller.endpoint() + "/test", Map.of())
                .status()).isEqualTo(302);
        assertThat(browser.cookie("meterbridge_form")).isEqualTo(token);
    }

    @Test
    void aPathThatIsNoneIsAPageToo() {
        for (var path : List.of("/console/nothing", "/console/contracts/no-id", "/console/listings/" + UUID.randomUUID(),
                "/console/settings/integrations/oracle")) {
            isAWholePage(owner().get(path), 404);
        }
        isAWholePage(owner().get("/console/contracts?status=unheard-of"), 422);
        assertThat(owner().get("/console/").location()).isEqualTo("/console");
    }

    @Test
    @Proves("S1")
    void aRefusedKeyIsSaidSoWithoutShowingIt() {
        var browser = nobody().as(WORLD.newSeller().token());
        var orb = "/console/settings/integrations/orb";
        KnownSecrets.note("a-key-orb-does-not-know");
        var page = browser.submit(orb, orb, Map.of("api_key", "a-key-orb-does-not-know", "start_date", "2026-03-02",
                "mode", "live"));

        isAWholePage(page, 422);
        assertThat(page.body()).contains("Orb refused this key", "2026-03-02", "Nothing was changed")
                .doesNotContain("a-key-orb-does-not-know");
    }

    @Test
    void aPastedKeyFileThatIsNoneIsRefused() {
        var gcp = "/console/settings/integrations/gcp";
        var page = nobody().as(WORLD.newSeller().token()).submit(gcp, gcp, Map.of("provider_id", "p",
                "service_account_json", "{\"private_key\": ", "approval_mode", "observe"));

        isAWholePage(page, 422);
        assertThat(page.body()).contains("service account json").doesNotContain("private_key&quot;");
    }

    @Test
    void aFormThatIsSentTwiceHappensOnce() {
        var api = WORLD.newSeller();
        var browser = nobody().as(api.token());
        var form = Map.of("once", UUID.randomUUID().toString(), "cloud", "aws", "cloud_id", "pc-9", "title", "Once",
                "usage_dimension.id", "units", "usage_dimension.unit_price", "0.01");
        var first = browser.submit("/console/listings/new", "/console/listings/new", form);
        var second = browser.submit("/console/listings/new", "/console/listings/new", form);

        assertThat(first.location()).startsWith("/console/listings/").isEqualTo(second.location());
        assertThat(api.get("/listings").body().get("count").asInt()).isEqualTo(1);
    }

    @Test
    void theReportIsTheApisOwn() {
        var csv = owner().get("/console/metering/report.csv?from=2026-03-10&to=2026-03-11");

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("content-disposition")).contains("metering-2026-03-10-to-2026-03-11.csv");
        assertThat(csv.body()).isEqualTo(seller.api()
                .outside("/api/reports/metering?from=2026-03-10&to=2026-03-11&format=csv")
                .response().body()).contains("custom_properties.internal_customer_identifier", "customer-1");
        isAWholePage(owner().get("/console/metering/report.csv?from=2026-03-11&to=2026-03-10"), 422);
    }

    @Test
    void whatIsDecidedOnAPageIsWhatTheApiSays() {
        var held = seller.record("held");
        var page = "/console/metering/" + held;
        var answer = owner().submit(page, page + "/drop", Map.of());

        assertThat(answer.location()).isEqualTo(page + "?done=dropped");
        assertThat(seller.api().get("/metering/" + held).at("/status")).isEqualTo("written_off");
        var again = owner().submit(page, page + "/drop", Map.of());
        isAWholePage(again, 409);
        assertThat(again.body()).contains("Nothing was changed");
    }

    @Test
    void aPropertyIsAddedChangedAndRemovedInPlace() {
        var page = "/console/buyers/" + seller.buyer();
        var to = page + "/properties";
        assertThat(owner().submit(page, to, Map.of("name", "tier", "value", "gold")).location()).endsWith("done=saved");
        assertThat(owner().get(page).body()).contains("value=\"gold\"");
        assertThat(owner().submit(page, to, Map.of("name", "tier", "value", "gold", "remove", "yes")).status())
                .isEqualTo(302);
        assertThat(seller.api().get("/buyers/" + seller.buyer()).body().get("custom_properties").has("tier")).isFalse();
    }

    @Test
    void anAmountIsShownToTheLastDigit() {
        assertThat(owner().get("/console/metering/" + seller.record("accepted")).body()).contains("16.285365")
                .contains("Left for the next hour", "0.005365");
        assertThat(owner().get("/console/contracts/" + seller.contract()).body()).contains("16.285365", "0.005365",
                "<polyline");
    }

    @Test
    @Proves("M-23")
    void whatAnotherToolToldIsTakenInAndCompared() {
        var other = WORLD.newSeller();
        var browser = nobody().as(other.token());
        var taken = browser.submitFile("/console/shadow", "/console/shadow", Map.of(), "contract_id,usage_start,units,"
                + "amount,currency\n" + UUID.randomUUID() + ",2026-03-10T10:00:00Z,7,0.07,USD\n");
        isAWholePage(taken, 201);
        assertThat(taken.body()).contains("1 lines, 0 of contracts that are known, 1 of others");

        var ours = owner().submitFile("/console/shadow", "/console/shadow", Map.of(), "contract_id,usage_start,units,"
                + "amount,currency\n" + seller.contract() + ",2026-03-10T10:00:00Z,7,0.07,USD\n");
        isAWholePage(ours, 201);
        assertThat(ours.body()).contains("1 of contracts that are known", "-0.07 USD");
    }

    @Test
    @Proves("S13")
    void aReportFileIsTakenInAsTheApiTakesIt() {
        var browser = nobody().as(WORLD.newSeller().token());
        var taken = browser.submitFile("/console/reconciliation", "/console/reconciliation", Map.of("cloud", "gcp"),
                "entitlement_id,min_usage_start_time,max_usage_start_time,usage_quantity,metric\n"
                        + "ent-1,2026-03-10T10:00:00Z,2026-03-10T11:00:00Z,7,units\n");

        isAWholePage(taken, 201);
        assertThat(taken.body()).contains("Taken in: 1 lines of Google Cloud", "1 of others");
    }

    @Test
    void aFileThatCannotBeTakenIsRefusedWhole() {
        var browser = nobody().as(WORLD.newSeller().token());
        for (var page : List.of("/console/shadow", "/console/reconciliation")) {
            var none = browser.submitFile(page, page, Map.of("cloud", "aws"), "no,such,columns\n1,2,3\n");
            isAWholePage(none, 422);
            assertThat(none.body()).contains("Nothing was changed");
            isAWholePage(browser.submitFile(page, page, Map.of("cloud", "aws"), ""), 422);
            var large = browser.submitFile(page, page, Map.of("cloud", "aws"), "a,b\n".repeat(1 << 18) + "c,d\n");
            isAWholePage(large, 413);
            assertThat(large.body()).contains("Send less at once");
        }
    }

    @Test
    void aSellerThatLostItsSecretGetsAnother() {
        var operator = operator();
        var id = WORLD.operator().post("/sellers", Map.of("name", "Lost and found")).is(201).at("/id");
        var shown = operator.submit("/console/operator/sellers", "/console/operator/sellers/" + id + "/credentials",
                Map.of());

        isAWholePage(shown, 200);
        assertThat(shown.body()).contains("Client secret", "Hand it to the seller");
    }

    private static Page signIn(ConsoleClient browser, String clientId, String secret, String to) {
        var form = new LinkedHashMap<>(Map.of("client_id", clientId, "client_secret", secret, "to", to));
        return browser.submit("/console/sign-in", "/console/sign-in", form);
    }

    /** One document, finished, with nothing inline and everything that keeps a browser from being misused. */
    private static void isAWholePage(Page page, int status) {
        assertThat(page.status()).as(page.body()).isEqualTo(status);
        assertThat(page.header("content-type")).startsWith("text/html");
        assertThat(page.header("content-security-policy")).contains("default-src 'none'", "script-src 'self'",
                "frame-ancestors 'none'", "form-action 'self'").doesNotContain("unsafe");
        assertThat(page.header("x-frame-options")).isEqualTo("DENY");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("referrer-policy")).isEqualTo("same-origin");
        assertThat(page.header("cache-control")).contains("no-store");
        assertThat(page.body()).contains("<!DOCTYPE html>", "<html lang=\"en\"", "</html>");
        assertThat(count(page.body(), "<h1")).as("headings of the page").isEqualTo(1);
        assertThat(count(page.body(), "name=\"_csrf\"")).as("forms with a token")
                .isEqualTo(count(page.body(), "method=\"post\""));
        assertThat(page.body()).doesNotContain(" style=", "<style", "javascript:")
                .doesNotContainPattern(" th:[a-z]+=").doesNotContainPattern("<script(?![^>]* src=)").doesNotContainPattern(" on[a-z]+=\"");
    }

    private static int count(String text, String part) {
        var places = new ArrayList<Integer>();
        for (var at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) {
            places.add(at);
        }
        return places.size();
    }
}
