package org.duban.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.duban.replay.SampleLoader;
import org.duban.sample.Sample;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;

/** The office's import, from the pasted text to the mails of the dispatch. */
@TestInstance(Lifecycle.PER_CLASS)
@ExtendWith(Site.Shared.class)
class ImportTest {
    private final List<String> faults = new ArrayList<>();
    private Site site;

    @BeforeAll
    void start(Site shared) {
        site = shared;
        site.run("2023-07-19T00:00:00Z");
    }

    /** Who comes to the page for the first time signs in and is led back to it. */
    private Page signedIn(int width) {
        Page page = site.browser.open(site.url("/import"), width, "zh-CN", ColorScheme.LIGHT, faults);
        page.locator("form[action='/sign-in/role'] select").selectOption("office");
        page.locator("form[action='/sign-in/role'] button").click();
        assertThat(heading(page)).hasText("导入通知");
        return page;
    }

    private static Locator heading(Page page) {
        return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setLevel(1));
    }

    private static void press(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).click();
    }

    /** Fits every width; for everybody in both colours. */
    private static void look(Page page, String name) {
        for (int width : new int[] {360, 800, 1440}) {
            page.setViewportSize(width, 900);
            Browser.assertFitsItsWidth(page);
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                Browser.picture(page, String.join("-", "import", name, String.valueOf(width), scheme.name()));
                if (width == 360 && scheme == ColorScheme.LIGHT || width == 1440 && scheme == ColorScheme.DARK) {
                    Accessible.check(page);
                }
            }
        }
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    @Test
    void theOfficeImportsTheSampleAndDispatchesIt() {
        Page page = signedIn(1440);
        look(page, "1-start");

        // Given the pasted text, read; it calls one unit by the name of its prefecture, so the office has to confirm it
        page.getByLabel("通知全文").fill(Sample.notice().replace("州水利局", "红河州水利局"));
        press(page, "读取");
        assertThat(page.locator(".task")).hasCount(24);

        // When it looks through the doubts by keyboard, the text shows each
        page.keyboard().press("n");
        page.keyboard().press("n");
        assertThat(page.locator("#finding-2")).isFocused();
        assertThat(page.locator("#source .here")).isVisible();
        page.keyboard().press("p");
        assertThat(page.locator("#finding-1")).isFocused();
        look(page, "2-reading");

        // And corrects the mailbox before anything is stored
        page.getByLabel("报送邮箱").fill(SampleLoader.MAILBOX);
        page.getByLabel("督查单位").fill("州政府督查室");
        press(page, "建立草稿");

        // Then the draft asks whom one name means, and a task is corrected where it stands
        assertThat(page.locator(".names li")).hasCount(1);
        look(page, "3-draft");
        press(page, "一次确认");
        assertThat(page.locator(".names")).hasCount(0);
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("更正 (四)-3")).click();
        assertThat(page.locator("#source .here")).hasText("3.");
        look(page, "4-task");
        page.getByLabel("事项内容").fill("加强防溺水工作，逐一排查。");
        press(page, "保存");
        assertThat(page.locator("#task-14")).containsText("加强防溺水工作，逐一排查。");
        assertTrue(page.url().endsWith("#task-14"), page::url);

        // And its units are to be reminded otherwise
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("调整催办阶梯")).click();
        assertThat(page.locator(".ladder .own")).isHidden();
        page.getByLabel("本通知自定").check();
        page.getByLabel("天数 7").fill("-5");
        look(page, "5-ladder");
        press(page, "保存");
        assertThat(page.locator("#ladder")).containsText("期限前 5 个工作日 08:30：临近提醒");

        // What a dispatch will do is said before
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("催办计划与交办")).click();
        assertThat(page.locator("form.card")).containsText("发给 32 个单位");
        assertThat(page.locator("form.card")).containsText(SampleLoader.MAILBOX);
        look(page, "6-dispatch");
        press(page, "确认交办");
        assertThat(page.locator(".say.good")).containsText("已交办");
        look(page, "7-dispatched");

        // Going back and reloading does it no second time
        page.goBack();
        assertThat(page.locator(".say.good")).containsText("已交办");
        page.reload();
        assertEquals(0, page.locator("main button").count());
        assertEquals(List.of(), faults);

        site.rest();
        String notice = page.url().replaceFirst(".*/import/([^/]+)/dispatch.*", "$1");
        assertEquals(124, site.office().all("/api/v1/assignments?notice=" + notice).size());
        assertEquals(32, site.product.notificationsAs("office").all("/api/v1/mails?kind=DISPATCH&notice=" + notice).size());
        page.context().close();
    }

    @Test
    void aFileThatIsDroppedIsRead() {
        Page page = signedIn(800);
        page.evaluate("""
                () => {
                  const data = new DataTransfer();
                  data.items.add(new File(['关于开展某项工作的通知\\n一、任务\\n1.开展排查。（责任单位：州水利局）'], '通知.txt', {type: 'text/plain'}));
                  document.dispatchEvent(new DragEvent('dragover', {dataTransfer: data, bubbles: true, cancelable: true}));
                  document.dispatchEvent(new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true}));
                }""");
        assertThat(page.getByRole(AriaRole.STATUS)).hasText("已选文件： 通知.txt");
        press(page, "读取");
        assertThat(page.locator(".task")).hasCount(1);

        // What was read goes with the page: reloading reads it anew, and nothing was stored
        assertThat(heading(page)).hasText(Pattern.compile("某项工作"));
        assertEquals(List.of(), faults);
        page.context().close();
    }
}
