package io.meterbridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.meterbridge.api.ApiClient.Answer;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lists come in pages that lead to one another. */
class PagingTest {

    private static final ApiWorld WORLD = ApiWorld.shared();

    private static ApiClient seller;
    private static List<String> ids;

    @BeforeAll
    static void fiveListings() {
        seller = WORLD.newSeller();
        ids = new ArrayList<>();
        for (var i = 0; i < 5; i++) {
            ids.add(seller.post("/listings", ApiWorld.listing(i == 4 ? "gcp" : "aws", Map.of())).is(201).at("/id"));
        }
    }

    @Test
    void everyPageLeadsToTheNextUntilAllWereSeen() {
        var seen = new ArrayList<String>();
        var page = seller.get("/listings?filter[cloud]=aws&page_size=3").is(200);
        assertThat(page.at("/count")).isEqualTo("4");
        assertThat(page.at("/total_count")).isEqualTo("5");
        assertThat(page.at("/page_count")).isEqualTo("2");
        assertThat(page.at("/previous")).isEmpty();
        seen.addAll(ApiWorld.each(page, "/id"));
        page = follow(page.at("/next"));
        assertThat(page.at("/next")).isEmpty();
        seen.addAll(ApiWorld.each(page, "/id"));

        assertThat(seen).containsExactlyElementsOf(ids.subList(0, 4));
        assertThat(ApiWorld.each(follow(page.at("/previous")), "/id")).hasSize(3);
    }

    @Test
    void linksAreAbsolute() {
        assertThat(seller.get("/listings?page_size=2").at("/next"))
                .startsWith("http://localhost:" + WORLD.world().port() + "/api/listings?");
    }

    @Test
    void aPageBeyondTheLastIsEmptyAndLeadsBack() {
        var page = seller.get("/listings?page=9&page_size=2").is(200);
        assertThat(page.body().get("results")).isEmpty();
        assertThat(page.at("/next")).isEmpty();
        assertThat(ApiWorld.each(follow(page.at("/previous")), "/id")).containsExactly(ids.get(4));
    }

    @Test
    void whatChangedSinceAnInstantIsFound() {
        assertThat(seller.get("/listings?last_modified_at_after=" + ApiWorld.NOW).at("/count")).isEqualTo("0");
        assertThat(seller.get("/listings?last_modified_at_after=2026-03-10T12:04:59.999Z").at("/count"))
                .isEqualTo("5");
    }

    private static Answer follow(String url) {
        var uri = URI.create(url);
        return seller.get(uri.getRawPath().substring("/api".length()) + "?" + uri.getRawQuery()).is(200);
    }
}
