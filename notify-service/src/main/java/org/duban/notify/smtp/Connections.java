package org.duban.notify.smtp;

import jakarta.mail.Session;
import java.net.SocketException;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The connections to the server: so many at most, kept for the next message, and none of them held longer than a send may take. */
final class Connections implements AutoCloseable {

    private final SmtpSettings settings;
    private final OwnSockets sockets = new OwnSockets();
    private final Session session;
    private final Semaphore free;
    /** The one that was used last is used next, so that a small load keeps few. */
    private final ConcurrentLinkedDeque<SmtpConnection> kept = new ConcurrentLinkedDeque<>();
    private final ScheduledExecutorService watch;

    Connections(SmtpSettings settings, SenderSettings mail) {
        this.settings = settings;
        this.session = SmtpConnection.session(settings, mail, sockets);
        this.free = new Semaphore(settings.connections(), true);
        ScheduledThreadPoolExecutor watch = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "smtp-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch.setRemoveOnCancelPolicy(true);
        this.watch = watch;
        long keep = settings.keep().toNanos();
        watch.scheduleWithFixedDelay(() -> closeIdle(System.nanoTime() - keep), keep, keep, TimeUnit.NANOSECONDS);
    }

    Outcome send(Sendable message) {
        long end = System.nanoTime() + settings.sendTimeout().toNanos();
        try {
            if (!free.tryAcquire(settings.sendTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                return new Outcome.Retry("没有空闲的连接", false, true);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Outcome.Retry("发送被中断", false);
        }
        try {
            SmtpConnection connection = kept.pollFirst();
            if (connection != null) {
                Outcome outcome = send(message, connection, end);
                if (!connection.wasStale()) {
                    return outcome;
                }
            }
            return send(message, new SmtpConnection(settings, session, sockets), end);
        } catch (SocketException e) {
            return new Outcome.Retry("无法连接邮件服务器", false, true);
        } finally {
            free.release();
        }
    }

    private Outcome send(Sendable message, SmtpConnection connection, long end) {
        ScheduledFuture<?> timeout = watch.schedule(connection::end, end - System.nanoTime(), TimeUnit.NANOSECONDS);
        Outcome outcome = connection.send(message);
        boolean inTime = timeout.cancel(false);
        if (inTime && outcome instanceof Outcome.Delivered && connection.mayCarryMore()) {
            kept.addFirst(connection);
        } else {
            connection.close();
        }
        return outcome;
    }

    private void closeIdle(long since) {
        for (SmtpConnection connection : kept) {
            // Whoever takes it out of the list has it.
            if (connection.isIdleSince(since) && kept.remove(connection)) {
                connection.close();
            }
        }
    }

    @Override
    public void close() {
        watch.shutdownNow();
        for (SmtpConnection each = kept.pollFirst(); each != null; each = kept.pollFirst()) {
            each.close();
        }
    }
}
