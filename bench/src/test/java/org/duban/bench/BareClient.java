package org.duban.bench;

import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Properties;
import javax.net.SocketFactory;
import org.duban.stack.bench.Load;

/** The mail client of the product by itself: over a kept connection it sends one ready message again and again. */
final class BareClient implements Load.Work {
    static {
        // As the product does: else the library looks through every jar for it with each message, which takes longer than all the rest.
        System.setProperty("jakarta.mail.util.StreamProvider", "org.eclipse.angus.mail.util.MailStreamProvider");
    }

    private final Transport transport;
    private final MimeMessage message;
    private final Address[] recipients;

    BareClient(int port, byte[] ready) throws IOException {
        Properties properties = new Properties();
        properties.put("mail.smtp.from", "duban@bench.example");
        properties.put("mail.smtp.socketFactory", new Undelayed());
        Session session = Session.getInstance(properties);
        try {
            message = new MimeMessage(session, new ByteArrayInputStream(ready));
            recipients = new Address[] {new InternetAddress("liaison@bench.example")};
            transport = session.getTransport("smtp");
            transport.connect("127.0.0.1", port, null, null);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void once() throws IOException {
        try {
            transport.sendMessage(message, recipients);
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            transport.close();
        } catch (MessagingException e) {
            throw new IOException(e);
        }
    }

    /** With Nagle's algorithm each command would wait for the acknowledgement of the one before. */
    private static final class Undelayed extends SocketFactory {
        @Override
        public Socket createSocket() throws SocketException {
            Socket socket = new Socket();
            socket.setTcpNoDelay(true);
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            return new Socket(host, port, local, localPort);
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            return new Socket(host, port);
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            return new Socket(host, port, local, localPort);
        }
    }
}
