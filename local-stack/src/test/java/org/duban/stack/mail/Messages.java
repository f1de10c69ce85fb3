package org.duban.stack.mail;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Messages as mailers write them, with CRLF at every line end. */
public final class Messages {

    public static final byte[] ATTACHED = {0, (byte) 0xff, '\r', '\n', '.', '\n', 'x'};

    private Messages() {}

    /** Plain text with raw UTF-8 in header and body; some lines begin with dots. */
    public static String plain(String subject) {
        return crlf("""
                Message-ID: <plain@honghe.example>
                Date: Thu, 20 Jul 2023 00:30:00 +0800
                From: 督办 <duban@honghe.example>
                To: unit@honghe.example
                Subject: %s
                Content-Type: text/plain; charset=utf-8
                Content-Transfer-Encoding: 8bit

                请于8月1日前报送。
                .
                ..两点
                """.formatted(subject));
    }

    /** Text, HTML and an attachment with a Chinese name, all encoded. */
    public static String rich(String subject, String html) {
        return crlf("""
                Message-ID: <rich@honghe.example>
                Date: Wed, 19 Jul 2023 17:30:00 +0000
                From: =?UTF-8?B?%1$s?= <duban@honghe.example>
                To: =?UTF-8?B?%1$s?= <unit@honghe.example>, other@honghe.example
                Subject: =?UTF-8?B?%2$s?=
                MIME-Version: 1.0
                Content-Type: multipart/mixed; boundary="mixed"

                --mixed
                Content-Type: multipart/alternative; boundary="alternative"

                --alternative
                Content-Type: text/plain; charset=UTF-8
                Content-Transfer-Encoding: quoted-printable

                =E8=AF=B7=E7=AD=BE=E6=94=B6=3D
                --alternative
                Content-Type: text/html; charset=UTF-8
                Content-Transfer-Encoding: base64

                %3$s
                --alternative--
                --mixed
                Content-Type: application/octet-stream; name="=?UTF-8?B?%4$s?="
                Content-Disposition: attachment; filename="=?UTF-8?B?%4$s?="
                Content-Transfer-Encoding: base64

                %5$s
                --mixed--
                """.formatted(
                        base64("督办"),
                        base64(subject),
                        base64(html),
                        base64("台账.xlsx"),
                        Base64.getEncoder().encodeToString(ATTACHED)));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String crlf(String text) {
        return text.replace("\n", "\r\n");
    }
}
