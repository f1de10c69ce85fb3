package org.duban.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.duban.product.Api;
import org.duban.replay.BelievableScene;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The board as the office uses it, in the midst of the sample's life: a week after its day, with reports waiting. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Site.Shared.class)
class BoardTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final LocalDate FIRST = LocalDate.of(2023, 7, 19);
    private static final LocalDate LAST = LocalDate.of(2023, 8, 9);

    private final List<String> faults = new ArrayList<>();
    private Site site;
    private Api office;
    private String notice;

    @BeforeAll
    void live(Site shared) {
        site = shared;
        site.rest();
        office = site.office();
        BelievableScene scene = new BelievableScene(site.product);
        for (LocalDate day = FIRST; !day.isAfter(LAST); day = day.plusDays(1)) {
            site.product.clock().freeze(day.atTime(17, 30).atZone(ZONE).toInstant());
            notice = notice == null ? site.dispatched("红河州校园安全工作情况报告审议意见处理方案") : notice;
            scene.endOfDay(notice, day, !Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY).contains(day.getDayOfWeek()));
        }
        String open = office.get("/api/v1/assignments?limit=1&unit=532530&notice=" + notice).at("/items/0/id").asText();
        site.product.tasksAs("unit", "532530").post("/api/v1/assignments/" + open + "/disputes", Map.of("reason", "（演示）该事项不属我单位职责。"));
    }

    /** Signed in as that role by the box of the sign-in page, and on the page that was asked for. */
    private Page open(String path, String role, int width, ColorScheme scheme) {
        Page page = site.browser.open(site.url(path), width, "zh-CN", scheme, faults);
        page.getByLabel("角色").selectOption(role);
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("登录")).first().click();
        assertThat(page).hasURL(site.url(path));
        return page;
    }

    @Test
    void theOfficeSeesWhoIsLateAndReviewsWhatWaits() {
        // Given the office that opens the board
        Page page = open("/board", "office", 1440, ColorScheme.LIGHT);
        page.locator("a[href='/board/" + notice + "']").click();

        // When it looks, then it sees who is late and by how much, and the heads stay where it scrolls
        assertThat(page.locator("#late + .scroll tbody tr").first()).containsText(Pattern.compile("逾期|8 天（6 个工作日）"));
        assertThat(page.locator(".matrix tbody tr")).hasCount(33);
        assertEquals(true, page.evaluate("""
                () => {
                  const frame = document.querySelector('.matrix');
                  const head = frame.querySelector('thead th');
                  frame.scrollTo(frame.scrollWidth, frame.scrollHeight);
                  const [a, b] = [frame.getBoundingClientRect(), head.getBoundingClientRect()];
                  return frame.scrollTop > 0 && Math.abs(b.top - a.top) < 3 && Math.abs(b.left - a.left) < 3;
                }"""));

        // When it reviews, then what waited is decided, and the queue is shorter
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("待办理").setExact(true)).click();
        Locator cards = page.locator("article:has([value=ACCEPT])");
        int waiting = cards.count();
        String first = cards.first().locator("h3 a").getAttribute("href");
        cards.first().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("审核办结")).click();
        assertThat(cards).hasCount(waiting - 1);
        String second = cards.first().locator("h3 a").getAttribute("href");
        cards.first().getByText("退回").first().click();
        Browser.assertFitsItsWidth(page);
        Accessible.check(page);
        Browser.picture(page, "board-return");
        cards.first().getByLabel("理由").fill("（演示）请补充整改清单。");
        cards.first().getByLabel("新的期限").fill("2023-08-18");
        cards.first().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("退回")).click();
        assertThat(cards).hasCount(waiting - 2);
        assertEquals("COMPLETED", status(first));
        assertEquals("IN_PROGRESS", status(second));

        // And the assignment tells its history
        page.navigate(site.url(second));
        assertThat(page.locator(".history li").last()).containsText("请补充整改清单");

        // When it names a unit that nobody knows, that stands at the field, with all that was entered
        page.navigate(site.url("/board/waiting?notice=" + notice));
        Locator dispute = page.locator("article:has([value=UPHOLD])").first();
        dispute.getByText("异议成立").first().click();
        dispute.locator("details[open]").getByLabel("理由").fill("（演示）由他局承担。");
        dispute.getByLabel("改由哪个单位承担").fill("没有的局");
        assertEquals(List.of(), faults);
        dispute.locator("details[open] button").click();
        assertThat(page.getByRole(AriaRole.ALERT)).isFocused();
        assertThat(page.getByLabel("改由哪个单位承担")).hasValue("没有的局");
        assertThat(page.locator("details[open]").getByLabel("理由")).hasValue("（演示）由他局承担。");
        Accessible.check(page);
        Browser.picture(page, "board-wrong");
        // An error of the server's is no error of the page.
        faults.clear();

        // When it signs out, the board is closed to this browser
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("退出")).click();
        page.navigate(site.url("/board"));
        assertThat(page).hasURL(Pattern.compile(".*/sign-in\\?to=%2Fboard"));
        assertEquals(List.of(), faults);
        page.context().close();
    }

    private String status(String path) {
        return office.get("/api/v1/assignments/" + path.replaceAll(".*/", "")).path("status").asText();
    }

    @Test
    void everyPageFitsEveryWidthAndIsForEverybody() {
        String waiting = office.get("/api/v1/submissions?waiting=true&limit=1&notice=" + notice).at("/items/0/assignmentId").asText();
        Map<String, String> pages = Map.of("board", "/board", "notice", "/board/" + notice, "late", "/board/" + notice + "/late",
                "unit", "/board/" + notice + "/units/532530", "waiting", "/board/waiting", "assignment", "/board/assignments/" + waiting);
        Page page = site.browser.open(site.url("/sign-in"), 360, "zh-CN", ColorScheme.LIGHT, faults);
        look(page, "sign-in");
        page.context().close();
        Page signedIn = open("/board", "inspectorate", 360, ColorScheme.LIGHT);
        pages.forEach((name, path) -> {
            signedIn.navigate(site.url(path));
            look(signedIn, name);
            Browser.paper(signedIn, "board-" + name);
        });
        signedIn.context().close();
        assertEquals(List.of(), faults);
    }

    private static void look(Page page, String name) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
            for (int width : new int[] {360, 800, 1440}) {
                page.setViewportSize(width, 900);
                Browser.assertFitsItsWidth(page);
                Browser.picture(page, String.join("-", "board", name, String.valueOf(width), scheme.name()));
            }
            Accessible.check(page);
        }
    }

    @Test
    void theFirstTabLeadsPastTheHead() {
        Page page = open("/board/" + notice, "reader", 1440, ColorScheme.LIGHT);
        page.keyboard().press("Tab");
        assertThat(page.locator(".skip")).isFocused();
        page.keyboard().press("Enter");
        page.keyboard().press("Tab");
        assertThat(page.locator("main a").first()).isFocused();
        page.context().close();
    }
}
