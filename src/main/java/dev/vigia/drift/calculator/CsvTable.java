package dev.vigia.drift.calculator;

import de.siegmar.fastcsv.reader.AbstractBaseCsvCallbackHandler;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads a table from a file of comma-separated values, as pandas does: its types, its missing values, its numbers. It
/// does not guess: quotes that do not match and rows of another length are errors.
public final class CsvTable {

    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_FIELD = 1 << 24;

    private final Path file;
    private final String side;
    private final char separator;
    private final long memory;
    private final LongConsumer progress;

    /// @param side what to call it in a message: `reference` or `current`
    /// @param memory bytes that the columns may take; what is more goes to the temporary folder
    /// @param progress is told now and then how many bytes were read
    public CsvTable(Path file, String side, char separator, long memory, LongConsumer progress) {
        this.file = file;
        this.side = side;
        this.separator = separator;
        this.memory = memory;
        this.progress = progress;
    }

    public Table read() throws IOException {
        var spill = new SpillFile();
        try {
            var handler = pass(spill, Set.of());
            var lost = handler.lost();
            if (!lost.isEmpty()) {
                spill.close();
                spill = new SpillFile();
                handler = pass(spill, lost);
            }
            return handler.table(spill);
        } catch (IOException | RuntimeException problem) {
            spill.close();
            throw problem;
        }
    }

    private Fields pass(SpillFile spill, Set<String> labels) throws IOException {
        var builder = CsvReader.builder()
                .fieldSeparator(separator)
                .allowExtraCharsAfterClosingQuote(false)
                // Looked at below, with the line in the message.
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LONGEST_FIELD);
        try (var bytes = new Counted(Files.newInputStream(file), Files.size(file))) {
            var handler = new Fields(spill, labels, bytes);
            try (var records = builder.build(handler, text(bytes))) {
                for (var record : records) {
                    handler.check(record);
                }
            }
            if (handler.lastQuoted() && bytes.last() != '"') {
                throw new BadDataException("The " + side + " file " + file + " ends inside quotes.");
            }
            handler.checkWhole();
            return handler;
        } catch (CsvParseException problem) {
            throw new BadDataException(describe(problem), problem);
        } catch (CharacterCodingException problem) {
            throw notUtf8(problem);
        } catch (UncheckedIOException problem) {
            if (problem.getCause() instanceof CharacterCodingException) {
                throw notUtf8(problem);
            }
            throw problem;
        }
    }

    private Reader text(InputStream in) throws IOException {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var bytes = new BufferedInputStream(in, BUFFER);
        bytes.mark(4);
        var start = bytes.readNBytes(4);
        bytes.reset();
        if (begins(start, 'P', 'A', 'R', '1')) {
            throw new BadDataException("The " + side + " file " + file
                    + " is Parquet; write it as CSV, for example with"
                    + " pandas.read_parquet(\"data.parquet\").to_csv(\"data.csv\", index=False).");
        }
        if (begins(start, 0x1f, 0x8b)) {
            throw new BadDataException(
                    "The " + side + " file " + file + " is compressed; unpack it, for example with gunzip.");
        }
        if (begins(start, 'P', 'K', 3, 4)) {
            throw notCsv();
        }
        if (begins(start, 0xEF, 0xBB, 0xBF)) {
            bytes.skipNBytes(3);
        }
        return new InputStreamReader(bytes, decoder);
    }

    private static boolean begins(byte[] start, int... wanted) {
        for (int i = 0; i < wanted.length; i++) {
            if (i >= start.length || (start[i] & 0xff) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private BadDataException notCsv() {
        return new BadDataException("The " + side + " file " + file + " is not a CSV file.");
    }

    private BadDataException notUtf8(Throwable cause) {
        return new BadDataException("The " + side + " file " + file + " is not text in UTF-8.", cause);
    }

    private String describe(CsvParseException problem) {
        Throwable deepest = problem;
        while (deepest.getCause() != null) {
            deepest = deepest.getCause();
        }
        return "The " + side + " file " + file + " cannot be read: " + deepest.getMessage();
    }

    /// Takes fields where they lie in the reader's buffer: a text object for each would cost more than the rest.
    private final class Fields extends AbstractBaseCsvCallbackHandler<Integer> {

        private final SpillFile spill;
        private final Set<String> labels;
        private final Counted bytes;
        private final List<String> names = new ArrayList<>();
        private ColumnBuilder @Nullable [] columns;
        private boolean binary;
        private boolean quotedLast;
        private long rows;

        Fields(SpillFile spill, Set<String> labels, Counted bytes) {
            this.spill = spill;
            this.labels = labels;
            this.bytes = bytes;
        }

        @Override
        protected void handleField(int index, char[] text, int offset, int length, boolean quoted) {
            quotedLast = quoted;
            if (columns == null) {
                var name = new String(text, offset, length);
                binary |= name.indexOf('\0') >= 0;
                names.add(name.isEmpty() ? "Unnamed: " + index : name);
            } else if (index < columns.length) {
                columns[index].add(text, offset, length);
            }
        }

        @Override
        protected @Nullable Integer buildRecord() {
            return getFieldCount();
        }

        void check(int fields) {
            if (columns == null) {
                begin();
            } else if (fields != columns.length) {
                throw new BadDataException(
                        "The " + side + " file " + file + " has " + fields + " fields in the row at line "
                                + getStartingLineNumber() + ", but " + columns.length + " columns.");
            } else {
                rows++;
            }
        }

        private void begin() {
            if (binary) {
                throw notCsv();
            }
            var seen = new HashSet<String>();
            for (var name : names) {
                if (!seen.add(name)) {
                    throw new BadDataException(
                            "The " + side + " file " + file + " has two columns of the name " + name + ".");
                }
            }
            if (names.size() == 1 && names.getFirst().matches(".*[;\\t|].*")) {
                throw new BadDataException("The " + side + " file " + file + " seems to have only one column, "
                        + names.getFirst() + "; if something else than a comma divides them, give it as --separator.");
            }
            var room = new KeyMemory(spill, memory / Long.BYTES, names.size(), this::expectedRows);
            columns = names.stream()
                    .map(name -> new ColumnBuilder(name, new KeyCounts(new KeyRuns(room)), labels.contains(name)))
                    .toArray(ColumnBuilder[]::new);
        }

        private long expectedRows() {
            return rows == 0 ? 0 : (long) ((double) bytes.whole / Math.max(bytes.read, 1) * rows);
        }

        void checkWhole() {
            if (columns == null) {
                throw new BadDataException("The " + side + " file " + file + " is empty.");
            }
            if (rows == 0) {
                throw new BadDataException("The " + side + " file " + file + " has names of columns but no rows.");
            }
        }

        boolean lastQuoted() {
            return quotedLast;
        }

        Set<String> lost() {
            return columns().stream()
                    .filter(ColumnBuilder::lost)
                    .map(ColumnBuilder::name)
                    .collect(Collectors.toSet());
        }

        Table table(SpillFile spill) {
            return new Table(
                    columns().parallelStream().map(ColumnBuilder::build).toList(), rows, spill);
        }

        private List<ColumnBuilder> columns() {
            return columns == null ? List.of() : List.of(columns);
        }
    }

    private final class Counted extends FilterInputStream {

        private final long whole;
        private long read;
        private byte last;

        Counted(InputStream in, long whole) {
            super(in);
            this.whole = whole;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int got = super.read(into, offset, length);
            if (got > 0) {
                read += got;
                progress.accept(read);
            }
            int end = offset + got - 1;
            while (end >= offset && (into[end] == '\n' || into[end] == '\r')) {
                end--;
            }
            last = end >= offset ? into[end] : last;
            return got;
        }

        /// The last byte so far that does not end a line.
        byte last() {
            return last;
        }
    }
}
