package io.meterbridge.api.reports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/**
 * A report as bytes that are made while they are read: as slow as its reader, and never more of it in memory
 * than some rows. Reading fails when the database does, so that half a report is not taken for a whole one.
 */
final class ReportStream<R> extends InputStream {

    private final Iterator<R> rows;
    private final Function<R, String> spelling;
    private final Supplier<String> last;
    private final Runnable end;
    private byte[] piece;
    private int position;
    private boolean ended;
    private boolean closed;

    /**
     * A report that begins with this text.
     *
     * @param spelling the text of one row
     * @param last     the text after all rows
     * @param end      gives back what the rows hold; run once
     */
    ReportStream(String begin, Iterator<R> rows, Function<R, String> spelling, Supplier<String> last, Runnable end) {
        this.rows = rows;
        this.spelling = spelling;
        this.last = last;
        this.end = end;
        this.piece = begin.getBytes(UTF_8);
    }

    @Override
    public int read() throws IOException {
        return fill() ? piece[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        int copied = 0;
        while (copied < length && fill()) {
            int some = Math.min(length - copied, piece.length - position);
            System.arraycopy(piece, position, target, offset + copied, some);
            position += some;
            copied += some;
        }
        return copied == 0 && length > 0 ? -1 : copied;
    }

    /** Whether there is a byte at the position; makes the next piece when this one is used up. */
    private boolean fill() throws IOException {
        while (position == piece.length) {
            if (ended) {
                return false;
            }
            piece = next().getBytes(UTF_8);
            position = 0;
        }
        return true;
    }

    private String next() throws IOException {
        if (closed) {
            throw new IOException("The report is closed");
        }
        try {
            if (rows.hasNext()) {
                return spelling.apply(rows.next());
            }
            ended = true;
            return last.get();
        } catch (DataAccessException e) {
            throw new IOException("The report broke off", e);
        }
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            end.run();
        }
    }
}
