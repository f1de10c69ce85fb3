package org.duban.notify.log;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import org.junit.jupiter.api.Test;

class LinksTest {

    @Test
    void tokensOfReportLinksAreBlanked() {
        assertThat(
                Links.blank("<a href=\"https://duban.example/report/eyJh.b-c_d~%3D?x=1#y\">报送</a>，/report/abc 见上"),
                equalTo("<a href=\"https://duban.example/report/…\">报送</a>，/report/… 见上"));
    }

    @Test
    void theRestStaysAsItIs() {
        assertThat(Links.blank("reports/3, /reporting, /report"), equalTo("reports/3, /reporting, /report"));
        assertThat(Links.blank(null), nullValue());
    }
}
