package org.duban.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.product.Api;
import org.duban.project.Markdown;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The documentation as its readers use it, in a browser and at a shell. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Site.Shared.class)
class DocsTest {
    /** Where nothing more is to come, nobody here need wait for it. */
    private static final String WAIT = "waitSeconds=2";
    private static final String NO_WAIT = "waitSeconds=0";

    private final List<String> faults = new ArrayList<>();
    private Site site;

    @BeforeAll
    void start(Site shared) {
        site = shared;
        site.run("2023-07-19T00:00:00Z");
        site.dispatched("校园安全工作方案（接口文档）");
        site.rest();
    }

    @BeforeEach
    void forget() {
        faults.clear();
    }

    private String url(String service) {
        return service.equals("task") ? site.url("") : site.product.notifications().url();
    }

    @ParameterizedTest
    @CsvSource({"task, listAssignments, localStatus", "notify, listMails, listDeadLetters"})
    void aReaderGetsATokenAndSendsARequest(String service, String allowed, String refused) throws Exception {
        // Given the page as a unit's programmer opens it
        Page page = site.browser.open(url(service) + "/docs", 1280, "zh-CN", ColorScheme.LIGHT, faults);
        assertThat(operation(page, allowed)).isVisible();

        // When he gets a token
        page.getByLabel("单位代码").fill("532501");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("取得并授权")).click();

        // Then he is authorized, and his request is answered
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("已授权，令牌有效一天。");
        Locator answer = send(page, allowed);
        assertThat(answer.locator(".response .response-col_status").first()).hasText(Pattern.compile("^200"));
        assertTrue(Api.JSON.readTree(answer.locator(".highlight-code code").first().textContent()).has("items"));
        assertEquals(List.of(), faults);
        Browser.picture(page, service + "-docs-answer");

        // When he asks for what is not his, then the problem is shown
        Locator problem = send(page, refused);
        assertThat(problem.locator(".response .response-col_status").first()).hasText(Pattern.compile("^403"));
        assertThat(problem.locator(".highlight-code code").first()).containsText("\"code\": \"forbidden\"");

        // When he comes back later, he is still authorized, and a link leads to the operation
        faults.clear();
        page.navigate("about:blank");
        page.navigate(url(service) + "/docs#/" + (service.equals("task") ? "assignments" : "邮件 Mails") + "/" + allowed);
        assertThat(operation(page, allowed).locator(".opblock-body")).isVisible();
        assertThat(page.locator(".auth-wrapper .authorize.locked")).isVisible();
        assertEquals(List.of(), faults);
        page.context().close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"task", "notify"})
    void aWrongUnitCodeIsSaidInTheBox(String service) {
        Page page = site.browser.open(url(service) + "/docs", 1280, "en", ColorScheme.LIGHT, new ArrayList<>());
        page.getByLabel("Code of the unit").fill(" ");
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Get it and authorize")).click();

        assertThat(page.getByRole(AriaRole.STATUS)).hasText(Pattern.compile(".*[a-z].*"));
        assertThat(page.locator(".auth-wrapper .authorize.unlocked")).isVisible();
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"task, docs, zh-CN", "notify, docs, en", "task, guide, zh-CN", "task, guide, en"})
    void aPageFitsEveryWidthAndAsksNobodyElse(String service, String name, String language) {
        Page page = site.browser.open(url(service) + "/" + name, 360, language, ColorScheme.LIGHT, faults);
        assertThat(page.locator(name.equals("docs") ? ".opblock-summary" : "section h3").first()).isVisible();
        for (int width : new int[] {360, 800, 1280}) {
            page.setViewportSize(width, 900);
            Browser.assertFitsItsWidth(page);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                Browser.picture(page, String.join("-", service, name, language, String.valueOf(width), scheme.name()));
            }
        }
        page.context().close();
        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @CsvSource({"zh-CN, 取得令牌 读取本单位的任务 报送 接收事件 用可拨动的时钟测试 约定与限制 错误",
            "en, Get a token/Read your tasks/Report/Receive events/Test with the movable clock/Conventions and limits/Errors"})
    void theGuideLeadsInItsOrderAndEveryLinkArrives(String language, String steps) {
        Page page = site.browser.open(url("task") + "/guide", 1280, language, ColorScheme.LIGHT, faults);

        assertEquals(List.of(steps.split(language.equals("en") ? "/" : " ")), page.locator("nav ol li").allInnerTexts());
        assertEquals(List.of(), page.evaluate("""
                [...document.querySelectorAll('a[href^="#"]')].map(a => a.hash.slice(1)).filter(id => !document.getElementById(id))"""));
        for (Object link : (List<?>) page.evaluate("[...new Set([...document.querySelectorAll('a')].map(a => a.href.split('#')[0]))]")) {
            assertEquals(200, page.request().get((String) link).status(), () -> "the guide leads to " + link);
        }
        assertEquals(List.of(), faults);
        page.context().close();
    }

    /** Those of both languages, each from the first to the last, as somebody pastes them. */
    @Test
    void theGuidesCommandsDoWhatTheySay(@TempDir Path folder) throws Exception {
        // curl then ends with an error where the service refuses
        Files.writeString(folder.resolve(".curlrc"), "fail\n");
        for (String language : List.of("zh-CN", "en")) {
            Page page = site.browser.open(url("task") + "/guide", 1280, language, ColorScheme.LIGHT, faults);
            List<String> commands = page.locator("pre.run").allInnerTexts();
            String refused = page.locator("pre.refused").innerText();

            String output = shell(folder, String.join("\n", commands).replace(WAIT, NO_WAIT) + "\n! " + refused);

            assertTrue(commands.size() >= 8, commands::toString);
            for (String expected : List.of("\"status\":\"IN_PROGRESS\"", "\"kind\":\"FINAL\"", "\"items\":[{\"specversion\"",
                    "\"instant\":\"2023-07-27T00:30:00Z\"", "\"kind\":\"DISPATCH\"", "409")) {
                assertTrue(output.contains(expected), () -> expected + " is not in\n" + output);
            }
            page.context().close();
        }
    }

    /** As they are pasted, with this product in place of that of {@code ./start}. */
    @ParameterizedTest
    @MethodSource("expected")
    void theCommandsOfAPageDoWhatTheySay(String name, List<String> expected, @TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve(".curlrc"), "fail\n");
        Path start = Files.writeString(folder.resolve("start"), "#!/bin/sh\n[ \"$2\" = office ] && echo %s || echo %s\n"
                .formatted(site.product.token("office", null), site.product.token("unit", "999901")));
        assertTrue(start.toFile().setExecutable(true));

        String output = shell(folder, Markdown.read(name).script().replace("/tmp/", folder + "/")
                .replace(WAIT, NO_WAIT).replace("http://127.0.0.1:8080", url("task")).replace("http://127.0.0.1:8081", url("notify")));

        for (String word : expected) {
            assertTrue(output.contains(word), () -> word + " is not in\n" + output);
        }
    }

    static Stream<Arguments> expected() {
        Map<String, List<String>> expected = Map.of(
                "README.md", List.of("\"status\":\"DRAFT\"", "\"kind\":\"FINAL\"", "\"instant\":\"2023-07-27T00:30:00Z\""),
                "docs/integration.md", List.of("\"status\":\"IN_PROGRESS\"", "\"name\":\"list.csv\"", "304", "\"name\":\"开远市\"",
                        "\"specversion\"", "\"day\":\"2023-09-29\"", "\"kind\":\"DISPATCH\""));
        return Markdown.RUN.stream().map(name -> Arguments.of(name, expected.get(name)));
    }

    private static String shell(Path home, String script) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-e", "-c", script).redirectErrorStream(true).directory(home.toFile())
                .redirectOutput(home.resolve("output").toFile());
        builder.environment().put("CURL_HOME", home.toString());
        Process shell = builder.start();
        assertTrue(shell.waitFor(60, TimeUnit.SECONDS));
        String output = Files.readString(home.resolve("output"));
        assertEquals(0, shell.exitValue(), output);
        return output;
    }

    private static Locator operation(Page page, String id) {
        return page.locator(".opblock[id$=-" + id + "]");
    }

    /** Opens the operation, tries it out, executes it; what is returned shows the answer. */
    private static Locator send(Page page, String id) {
        Locator operation = operation(page, id);
        operation.locator(".opblock-summary-control").first().click();
        operation.getByText("Try it out").click();
        operation.getByText("Execute").click();
        return operation.locator(".live-responses-table");
    }
}
