package io.meterbridge.api.web;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that tells when it cannot be read to its end. */
final class BreakingBody extends FilterInputStream {

    private final Runnable broke;

    BreakingBody(InputStream body, Runnable broke) {
        super(body);
        this.broke = broke;
    }

    @Override
    public int read() throws IOException {
        try {
            return super.read();
        } catch (IOException | RuntimeException | Error e) {
            broke.run();
            throw e;
        }
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            return super.read(target, offset, length);
        } catch (IOException | RuntimeException | Error e) {
            broke.run();
            throw e;
        }
    }
}
