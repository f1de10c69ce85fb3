package org.duban.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.duban.stack.mail.AcceptedMail;
import org.duban.stack.mail.MailsClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** A unit's clerk has a minute: from the mail to the receipt, in a browser, with nothing else at hand. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Site.Shared.class)
class ClerkTest {
    private static final String UNIT = "532500-12";
    private static final String CLERK = UNIT + ".lianluo@honghe.example";

    private final List<String> faults = new ArrayList<>();
    private Site site;
    private MailsClient mails;
    /** How many mails there were before this class's notice was dispatched. */
    private int others;

    @BeforeAll
    void start(Site shared) {
        site = shared;
        mails = new MailsClient(site.product.addresses().mailsUrl());
        site.run("2023-07-19T00:00:00Z");
        others = mails.all().size();
        site.dispatched("校园安全工作方案（从邮件报送）");
        site.rest();
    }

    /** The first of this class's mails that is to somebody. */
    private AcceptedMail mail(String to) {
        return mails.await(each -> each.n() > others && each.recipients().contains(to), Duration.ofSeconds(30));
    }

    @BeforeEach
    void forget() {
        faults.clear();
    }

    @Test
    void aMinuteFromTheMailToTheReceipt() {
        // Given the mail of the dispatch, as a mail program shows it
        AcceptedMail mail = mail(CLERK);
        Page inbox = site.browser.open(site.product.addresses().mailsUrl() + "/mails/" + mail.n(), 800, "zh-CN", ColorScheme.LIGHT, faults);

        // When the clerk presses its button, the page opens that is the unit's
        Page page = inbox.waitForPopup(() -> inbox.frameLocator("iframe")
                .getByRole(AriaRole.LINK, new com.microsoft.playwright.FrameLocator.GetByRoleOptions().setName("打开报送页面")).click());
        page.onConsoleMessage(message -> faults.add(message.text()));
        assertThat(page.locator("dl.facts")).containsText("州水利局");
        assertThat(page.getByText("演示数据").first()).isVisible();

        // Acknowledges, and reports by the keyboard alone; the only task that is owed is ticked already
        button(page, "全部签收").press("Enter");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("已签收。");
        assertThat(page.locator("input[name=assignment][type=checkbox]")).isChecked();
        page.getByLabel("办结情况").press("Space");
        page.getByLabel("办理情况", new Page.GetByLabelOptions().setExact(true)).fill("已完成水域隐患排查，整改3处。");
        page.getByLabel("完成比例").fill("100");
        page.getByLabel("附件").setInputFiles(new FilePayload("整改清单.txt", "text/plain", "整改3处".getBytes(StandardCharsets.UTF_8)));
        button(page, "提交报送").press("Enter");

        // Then there is a receipt, here, at the office, and in the mailbox
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("已收到你单位的报送");
        Accessible.check(page);
        picture(page, "clerk-receipt");
        String number = page.locator(".receipt").innerText();
        assertTrue(number.matches("20230719-[0-9A-F]{10}"), number);
        JsonNode filed = site.office().get("/api/v1/submissions?receipt=" + number).path("items");
        assertEquals("已完成水域隐患排查，整改3处。", filed.path(0).path("summary").asText());
        assertEquals("整改清单.txt", filed.at("/0/attachments/0/name").asText());
        mails.await(each -> each.recipients().contains(CLERK) && each.subject().contains(number), Duration.ofSeconds(30));
        page.getByText("返回事项").click();
        assertThat(page.locator(".past").first()).containsText("等待审核");
        assertEquals(List.of(), faults);
        inbox.context().close();
    }

    @Test
    void whatIsWrongIsSaidAndFound() {
        Page page = open("532501", 800, ColorScheme.LIGHT);
        page.locator("input[name=assignment][type=checkbox]").first().check();
        page.getByLabel("阶段进展").check();
        page.getByLabel("办理情况", new Page.GetByLabelOptions().setExact(true)).fill("正在排查。");
        page.getByLabel("完成比例").fill("多半");
        // An error of the server's is no error of the page.
        faults.clear();
        button(page, "提交报送").click();

        Locator alert = page.getByRole(AriaRole.ALERT);
        assertThat(alert).isFocused();
        assertThat(page).hasTitle(Pattern.compile("^有误：.*"));
        alert.getByRole(AriaRole.LINK).click();
        assertThat(page.getByLabel("完成比例")).isInViewport();
        assertThat(page.getByLabel("完成比例")).hasAccessibleDescription("应为 0 至 100 的整数。");
        assertThat(page.getByLabel("办理情况", new Page.GetByLabelOptions().setExact(true))).hasValue("正在排查。");
        Accessible.check(page);
        picture(page, "clerk-wrong");
        page.context().close();
    }

    @Test
    void itFitsEveryWidthAndFingers() {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            Page page = open("532501", 360, scheme);
            page.locator("details").evaluateAll("all => all.forEach(each => each.open = true)");
            for (int width : new int[] {360, 800, 1440}) {
                page.setViewportSize(width, 900);
                Browser.assertFitsItsWidth(page);
                Accessible.check(page);
                picture(page, "clerk-" + width + "-" + scheme.name());
            }
            page.setViewportSize(360, 900);
            assertEquals(List.of(), page.evaluate("""
                    [...document.querySelectorAll('main button, main summary, main label.choice, main input:not([type=checkbox], [type=radio], [type=hidden]), main textarea')]
                        .filter(e => e.getBoundingClientRect().height < 44).map(e => e.outerHTML.slice(0, 80))"""));
            assertEquals(List.of(), faults);
            page.context().close();
        }
    }

    @Test
    void aBadLinkSaysWhatToDo() {
        Page page = site.browser.open(site.url("/report/eyJ.no.link"), 360, "zh-CN", ColorScheme.LIGHT, new ArrayList<>());
        assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1))).hasText("链接无效或已失效");
        Browser.assertFitsItsWidth(page);
        Accessible.check(page);
        picture(page, "clerk-refused");
        page.context().close();
    }

    /** The page of the unit's link, as its mail gives it. */
    private Page open(String unit, int width, ColorScheme scheme) {
        AcceptedMail mail = mail(unit + ".lianluo@honghe.example");
        String link = Pattern.compile("http://\\S+/report/\\S+").matcher(mails.text(mail)).results().findFirst().orElseThrow().group();
        Page page = site.browser.open(link, width, "zh-CN", scheme, faults);
        assertThat(page.locator("article.card").first()).isVisible();
        return page;
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

    /** Of all of the page, with {@code -Dpictures=true}. */
    private static void picture(Page page, String name) {
        if (Boolean.getBoolean("pictures")) {
            page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(Path.of("target/pictures", name + ".png")));
        }
    }
}
