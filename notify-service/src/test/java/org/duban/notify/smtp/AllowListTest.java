package org.duban.notify.smtp;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Clock;
import org.junit.jupiter.api.Test;

/** Who may get mail, and that nobody opens it to everybody by one character (R13). */
class AllowListTest {

    @Test
    void holdsAddressesAndDomains() {
        AllowList list = AllowList.of(TestSettings.mail(false, "One@d.example", " @Honghe.example "), false);

        assertThat(list.permits("one@d.example"), is(true));
        assertThat(list.permits("two@d.example"), is(false));
        assertThat(list.permits("anybody@honghe.example"), is(true));
        assertThat("a domain below it", list.permits("anybody@mail.honghe.example"), is(false));
        assertThat("a domain that ends like it", list.permits("anybody@not-honghe.example"), is(false));
    }

    @Test
    void nobodyIsOnItUnlessSomebodyIs() {
        assertThat(AllowList.of(TestSettings.limits(), false).permits("one@d.example"), is(false));
        assertThat(AllowList.of(TestSettings.mail(true), false).permits("one@d.example"), is(false));
    }

    @Test
    void everybodyIsOnItInProductionOnly() {
        assertThat(AllowList.of(TestSettings.mail(true, "*"), false).permits("one@d.example"), is(true));

        assertThat(refusal(TestSettings.mail(false, "@d.example", " * "), false), containsString("DUBAN_MAIL_PRODUCTION=true"));
        assertThat(refusal(TestSettings.mail(false, "*"), true), containsString("local mode"));
        assertThat(refusal(TestSettings.mail(true, "*"), true), containsString("local mode"));
    }

    @Test
    void theServiceDoesNotStartWithAListThatIsRefused() {
        assertThrows(
                IllegalStateException.class,
                () -> new SmtpTransport(TestSettings.smtp(25), TestSettings.mail(false, "*"), false, Clock.systemUTC()));
    }

    private static String refusal(SenderSettings settings, boolean local) {
        return assertThrows(IllegalStateException.class, () -> AllowList.of(settings, local)).getMessage();
    }
}
