package org.duban.notify.loop;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;

import java.sql.SQLException;
import java.time.DateTimeException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a record is set aside for, and what is only tried again. */
class FailureTest {

    static Stream<Throwable> ofTheData() {
        return Stream.of(
                new SQLException("a NUL", "22021"),
                new IllegalStateException(new SQLException("a duplicate", "23505")),
                new NullPointerException(),
                new DateTimeException("no such day"),
                new NumberFormatException("an IllegalArgumentException"));
    }

    @ParameterizedTest
    @MethodSource
    void ofTheData(Throwable failure) {
        assertThat(Failure.isOfTheData(failure), equalTo(true));
    }

    static Stream<Throwable> ofTheMoment() {
        return Stream.of(
                new SQLException("connection lost", "08006"),
                new SQLException("no connection in time"),
                new SQLException("shutdown", "57P01"),
                new IllegalStateException("shut down"),
                new IllegalStateException(new NullPointerException()),
                new OutOfMemoryError());
    }

    @ParameterizedTest
    @MethodSource
    void ofTheMoment(Throwable failure) {
        assertThat(Failure.isOfTheData(failure), equalTo(false));
    }
}
