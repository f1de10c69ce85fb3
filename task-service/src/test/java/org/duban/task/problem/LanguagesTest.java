package org.duban.task.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "                          | false",
        "zh-CN                     | false",
        "en                        | true",
        "en-GB,en;q=0.9            | true",
        "zh;q=0.4,en;q=0.9         | true",
        "en;q=0.4,zh-CN            | false",
        "de-DE,de;q=0.9,en;q=0.5   | true",
        "de                        | false",
        "*                         | false",
        "not a language, at all;;; | false",
    })
    void chineseUnlessEnglishIsPreferred(String acceptLanguage, boolean english) {
        assertEquals(english, Languages.english(acceptLanguage));
    }
}
