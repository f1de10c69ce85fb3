package org.duban.notify.local;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileClockTest {

    private static final Instant MACHINE = Instant.parse("2026-11-24T22:00:10Z");

    @TempDir
    Path directory;

    private FileClock clock() {
        return new FileClock(
                directory.resolve("clock"), ZoneId.of("Asia/Shanghai"), Clock.fixed(MACHINE, ZoneOffset.UTC));
    }

    private void write(String line) throws IOException {
        Files.writeString(directory.resolve("clock"), line);
    }

    @Test
    void readsTheFileAtEveryCall() throws IOException {
        FileClock clock = clock();
        assertThat("no file", clock.instant(), equalTo(MACHINE));
        write("2023-07-19T00:00:00Z frozen\n");
        assertThat(clock.instant(), equalTo(Instant.parse("2023-07-19T00:00:00Z")));
        write("2023-07-19T00:00:00Z running 2026-11-24T22:00:00Z");
        assertThat(clock.instant(), equalTo(Instant.parse("2023-07-19T00:00:10Z")));
    }

    @Test
    void refusesWhatItCannotRead() throws IOException {
        for (String line :
                new String[] {"", "2023-07-19T00:00:00Z", "yesterday frozen", "2023-07-19T00:00:00Z running"}) {
            write(line);
            assertThrows(IllegalStateException.class, () -> clock().instant());
        }
    }
}
