package org.duban.stack.mail;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.commands.SmtpCommand;
import com.icegreen.greenmail.smtp.commands.SmtpCommandRegistry;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;

/** GreenMail's SMTP server with our {@link CatchingDataCommand} in the place of its DATA. */
final class CatchingSmtpServer extends SmtpServer {

    private final SmtpCommandRegistry commands;

    CatchingSmtpServer(ServerSetup setup, Managers managers, MailStore store) {
        super(setup, managers);
        SmtpCommand data = new CatchingDataCommand(store);
        commands = new SmtpCommandRegistry() {
            @Override
            public SmtpCommand getCommand(String name) {
                return name.equals("DATA") ? data : super.getCommand(name);
            }
        };
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
        try {
            // Else each short answer waits for the client's delayed acknowledgement.
            client.setTcpNoDelay(true);
        } catch (SocketException e) {
            throw new UncheckedIOException(e);
        }
        return new Conversation(commands, managers.getSmtpManager(), client);
    }

    private static final class Conversation extends SmtpHandler {

        Conversation(SmtpCommandRegistry commands, SmtpManager manager, Socket client) {
            super(commands, manager, client);
        }

        /** A client that went away without QUIT is no error of ours. */
        @Override
        public void run() {
            try {
                super.run();
            } catch (IllegalStateException e) {
                log.debug("SMTP connection lost", e);
            }
        }
    }
}
