package dev.vigia.drift.calculator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Sorted runs of keys that memory had no room for, in one temporary file that goes when it is closed.
final class SpillFile implements AutoCloseable {

    private static final int BLOCK = 1 << 13;

    private @Nullable FileChannel channel;
    private long end;

    /// Where a run lies: in keys, not bytes.
    record Run(long start, long length) {}

    /// @param keys of which the first so many are sorted and form the run
    synchronized Run write(long[] keys, int length) {
        try {
            var file = open();
            var buffer = ByteBuffer.allocateDirect(BLOCK * Long.BYTES);
            var run = new Run(end, length);
            for (int from = 0; from < length; from += BLOCK) {
                int count = Math.min(BLOCK, length - from);
                buffer.clear();
                buffer.asLongBuffer().put(keys, from, count);
                buffer.limit(count * Long.BYTES);
                long position = (run.start + from) * Long.BYTES;
                while (buffer.hasRemaining()) {
                    position += file.write(buffer, position);
                }
            }
            end += length;
            return run;
        } catch (IOException problem) {
            throw new UncheckedIOException(
                    "The temporary folder has no room for what memory cannot hold: " + problem.getMessage(), problem);
        }
    }

    Cursor cursor(Run run) {
        return new RunCursor(run);
    }

    private synchronized FileChannel open() throws IOException {
        if (channel == null) {
            Path file = Files.createTempFile("vigia-drift", ".keys");
            channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        }
        return channel;
    }

    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            channel.close();
            channel = null;
        }
    }

    private final class RunCursor implements Cursor {

        private final long[] block = new long[BLOCK];
        private final ByteBuffer buffer = ByteBuffer.allocate(BLOCK * Long.BYTES);
        private final long last;
        private long position;
        private int at;
        private int filled;
        private long key;
        private long count;

        RunCursor(Run run) {
            position = run.start;
            last = run.start + run.length;
        }

        @Override
        public boolean next() {
            if (at == filled && !fill()) {
                return false;
            }
            key = block[at++];
            count = 1;
            while ((at < filled || fill()) && block[at] == key) {
                at++;
                count++;
            }
            return true;
        }

        private boolean fill() {
            int wanted = (int) Math.min(BLOCK, last - position);
            if (wanted == 0) {
                return false;
            }
            try {
                buffer.clear().limit(wanted * Long.BYTES);
                var file = open();
                long from = position * Long.BYTES;
                while (buffer.hasRemaining()) {
                    int read = file.read(buffer, from);
                    if (read < 0) {
                        throw new IOException("the temporary file was cut");
                    }
                    from += read;
                }
            } catch (IOException problem) {
                throw new UncheckedIOException(problem);
            }
            buffer.flip();
            buffer.asLongBuffer().get(block, 0, wanted);
            position += wanted;
            filled = wanted;
            at = 0;
            return true;
        }

        @Override
        public long key() {
            return key;
        }

        @Override
        public long count() {
            return count;
        }
    }
}
