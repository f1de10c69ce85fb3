package org.duban.stack.mail;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.time.Clock;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailServerTest {

    @TempDir
    Path mails;

    private int smtpPort;
    private int imapPort;
    private MailStore store;
    private MailServer server;

    @BeforeEach
    void start() throws IOException {
        smtpPort = freePort();
        imapPort = freePort();
        store = new MailStore(mails, Clock.systemUTC());
        server = MailServer.start(store, smtpPort, imapPort);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        store.close();
    }

    @Test
    void mailIsOnDiskWhenItIsAnswered() throws IOException {
        byte[] message = Messages.plain("关于报送的通知").getBytes(StandardCharsets.UTF_8);
        try (SmtpSession smtp = new SmtpSession(smtpPort)) {
            smtp.read("220");
            smtp.say("EHLO localhost", "250");
            smtp.envelope("duban@honghe.example", "b@honghe.example", "a@honghe.example");
            smtp.data(message);

            assertArrayEquals(message, Files.readAllBytes(mails.resolve("000001.eml")));
            List<AcceptedMail> lines = MailStore.read(mails);
            assertEquals(1, lines.size());
            AcceptedMail line = lines.get(0);
            assertEquals(1, line.n());
            assertEquals("000001.eml", line.file());
            assertEquals("<plain@honghe.example>", line.messageId());
            assertEquals("duban@honghe.example", line.from());
            assertEquals(List.of("a@honghe.example", "b@honghe.example"), line.recipients());
            assertEquals("关于报送的通知", line.subject());
            assertEquals(Instant.parse("2023-07-19T16:30:00Z"), line.date());
        }
    }

    @Test
    void sameMessageTwiceIsTwoLines() throws IOException {
        SmtpSession.send(smtpPort, Messages.plain("一"), "a@honghe.example");
        SmtpSession.send(smtpPort, Messages.plain("一"), "a@honghe.example");

        assertEquals(List.of(1, 2), store.all().stream().map(AcceptedMail::n).toList());
        assertEquals(1, store.all().stream().map(AcceptedMail::messageId).distinct().count());
    }

    @Test
    void richMailSurvivesByteByByte() throws Exception {
        String message = Messages.rich("校园安全:反馈提醒", "<p>请签收</p>");
        SmtpSession.send(smtpPort, message, "unit@honghe.example");

        assertEquals(message, Files.readString(mails.resolve("000001.eml")));
        assertEquals(List.of(message), mailbox("unit@honghe.example"));
        CaughtMail mail = MailReader.read(mails.resolve("000001.eml"));
        assertEquals("校园安全:反馈提醒", mail.subject());
        assertEquals("duban@honghe.example", mail.from());
        assertEquals(List.of("unit@honghe.example", "other@honghe.example"), mail.to());
        assertEquals("督办 <duban@honghe.example>", mail.header("from"));
        assertEquals("请签收=", mail.text());
        assertEquals("<p>请签收</p>", mail.html());
        assertEquals("台账.xlsx", mail.attachments().get(0).name());
        assertEquals("application/octet-stream", mail.attachments().get(0).contentType());
        assertArrayEquals(Messages.ATTACHED, mail.attachments().get(0).content());
    }

    @Test
    void mailboxesAndNumbersGoOnAfterARestart() throws Exception {
        SmtpSession.send(smtpPort, Messages.plain("一"), "a@honghe.example", "b@honghe.example");
        stop();
        // Given a kill between the message and its line, and one within a line
        Files.writeString(mails.resolve("000007.eml"), Messages.plain("二"));
        Files.writeString(mails.resolve("accepted.jsonl"), "{\"n\":7,\"file\":\"0000", StandardOpenOption.APPEND);

        start();
        SmtpSession.send(smtpPort, Messages.plain("三"), "a@honghe.example");

        assertEquals(List.of(1, 8), MailStore.read(mails).stream().map(AcceptedMail::n).toList());
        assertEquals(List.of(Messages.plain("一"), Messages.plain("三")), mailbox("a@honghe.example"));
        assertEquals(List.of(Messages.plain("一")), mailbox("b@honghe.example"));
    }

    @Test
    void anybodyHasAMailboxBeforeTheFirstMail() throws Exception {
        assertEquals(List.of(), mailbox("nobody@honghe.example"));

        SmtpSession.send(smtpPort, Messages.plain("一"), "nobody@honghe.example");

        assertEquals(1, mailbox("nobody@honghe.example").size());
    }

    @Test
    void emptyMessageIsKept() throws IOException {
        SmtpSession.send(smtpPort, "", "a@honghe.example");

        assertEquals(0, Files.size(mails.resolve("000001.eml")));
        assertFalse(store.all().isEmpty());
    }

    private List<String> mailbox(String address) throws Exception {
        try (Store imap = Session.getInstance(new Properties()).getStore("imap")) {
            imap.connect("127.0.0.1", imapPort, address, address);
            try (Folder inbox = imap.getFolder("INBOX")) {
                inbox.open(Folder.READ_ONLY);
                List<String> messages = new ArrayList<>();
                for (Message message : inbox.getMessages()) {
                    ByteArrayOutputStream raw = new ByteArrayOutputStream();
                    message.writeTo(raw);
                    messages.add(raw.toString(StandardCharsets.UTF_8));
                }
                return messages;
            }
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
