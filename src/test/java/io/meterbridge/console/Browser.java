package io.meterbridge.console;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A real browser without a screen. */
final class Browser implements AutoCloseable {

    private static final int TALL = 900;
    private static final int WIDE = 1280;
    private static final int NARROW = 390;

    private final ChromeDriver driver;
    private final String root;
    private final String axe = read("/axe.min.js");

    private Browser(ChromeDriver driver, int port) {
        this.driver = driver;
        this.root = "http://localhost:" + port;
    }

    /** Nothing, after saying so, where no Chromium is installed. */
    static Optional<Browser> at(int port) {
        var chromium = onPath("chromium", "chromium-browser", "google-chrome");
        var chromedriver = onPath("chromedriver");
        if (chromium.isEmpty() || chromedriver.isEmpty()) {
            System.out.println("chromium and chromium-driver are not installed: the console is not tried in a browser");
            return Optional.empty();
        }
        var options = new ChromeOptions().setBinary(chromium.get().toString()).addArguments("--headless=new",
                "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars", "--lang=en-GB",
                "--disable-extensions", "--window-size=" + WIDE + "," + TALL);
        options.setCapability("goog:loggingPrefs", Map.of("browser", "ALL"));
        var service = new ChromeDriverService.Builder().usingDriverExecutable(chromedriver.get().toFile())
                .withLogOutput(OutputStream.nullOutputStream()).usingAnyFreePort().build();
        var driver = new ChromeDriver(service, options);
        driver.manage().timeouts().pageLoadTimeout(Duration.ofSeconds(60)).scriptTimeout(Duration.ofSeconds(60));
        return Optional.of(new Browser(driver, port));
    }

    private static Optional<Path> onPath(String... names) {
        return Stream.of(names).flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, name))).filter(Files::isExecutable).findFirst();
    }

    /** With the session that a token of the API is. */
    void as(String token) {
        open("/console/sign-in");
        driver.manage().deleteAllCookies();
        driver.manage().addCookie(new Cookie.Builder(SessionCookie.NAME, token).path(SessionCookie.PATH)
                .isHttpOnly(true).build());
    }

    void open(String path) {
        driver.get(root + path);
    }

    /** The path it is at, with its query. */
    String at() {
        return driver.getCurrentUrl().replaceFirst("^https?://[^/]+", "");
    }

    String text() {
        return driver.findElement(By.tagName("body")).getText();
    }

    /** Waits until this stands on the page. */
    void awaitText(String words) {
        Awaitility.await(words).atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50)).ignoreExceptions()
                .until(() -> text().contains(words));
    }

    String textOf(String id) {
        return driver.findElement(By.id(id)).getText();
    }

    /** Fills in the field with this label. */
    void fill(String label, String value) {
        var field = field(label);
        if (List.of("date", "datetime-local").contains(String.valueOf(field.getDomAttribute("type")))) {
            // what is typed into these depends on the language
            driver.executeScript("arguments[0].value = arguments[1]", field, value);
        } else {
            if (!field.getTagName().equals("select")) {
                field.clear();
            }
            field.sendKeys(value);
        }
    }

    private WebElement field(String label) {
        var place = driver.findElement(By.xpath("//label[starts-with(normalize-space(.), '" + label + "')]"));
        return driver.findElement(By.id(place.getDomAttribute("for")));
    }

    /** Presses a button or follows a link by what stands on it, and waits for the page it leads to. */
    void press(String words) {
        var page = driver.findElement(By.tagName("html"));
        driver.findElement(By.xpath("//main//button[starts-with(normalize-space(.), '" + words + "')] | "
                + "//main//a[starts-with(normalize-space(.), '" + words + "')] | "
                + "//header//button[starts-with(normalize-space(.), '" + words + "')] | "
                + "//header//a[starts-with(normalize-space(.), '" + words + "')]")).click();
        Awaitility.await("the page behind " + words).atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> !page.equals(driver.findElement(By.tagName("html")))
                        && "complete".equals(driver.executeScript("return document.readyState")));
    }

    /** What has the focus. */
    WebElement focused() {
        return driver.switchTo().activeElement();
    }

    void type(CharSequence keys) {
        focused().sendKeys(keys);
    }

    void dark(boolean dark) {
        driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features", List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"))));
    }

    void narrow(boolean narrow) {
        driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", narrow ? NARROW : WIDE,
                "height", TALL, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Whether something sticks out on the side of the page. */
    boolean scrollsSideways() {
        return (Boolean) driver.executeScript(
                "return document.documentElement.scrollWidth > document.documentElement.clientWidth");
    }

    /** What axe finds wrong with the page as it is, one line each. */
    List<?> violations(String... rules) {
        if (!(Boolean) driver.executeScript("return typeof window.axe === 'object'")) {
            driver.executeScript(axe);
        }
        return (List<?>) driver.executeAsyncScript("""
                var rules = arguments[0], done = arguments[1];
                var only = rules.length ? {type: 'rule', values: rules} : {type: 'tag', values: ['wcag2a', 'wcag2aa',
                    'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']};
                axe.run(document, {runOnly: only, resultTypes: ['violations']}).then(function (found) {
                    done(found.violations.flatMap(function (each) {
                        return each.nodes.map(function (node) {
                            return each.id + ': ' + node.html + ' ' + node.failureSummary;
                        });
                    }));
                }, function (failure) { done(['axe failed: ' + failure]); });""", List.of(rules));
    }

    /** What the page complained about: scripts that failed, and what its content policy forbade. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream().map(Object::toString)
                .filter(line -> !line.contains("favicon")).toList();
    }

    /** The whole page as it looks. */
    void picture(Path file) {
        try {
            var height = ((Number) driver.executeScript("return document.documentElement.scrollHeight")).intValue();
            var width = ((Number) driver.executeScript("return window.innerWidth")).intValue();
            driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of("width", width,
                    "height", Math.max(TALL, height), "deviceScaleFactor", 1, "mobile", false));
            Files.createDirectories(file.getParent());
            Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String resource) {
        try (var in = Browser.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
