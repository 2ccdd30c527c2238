package io.meterbridge.api.openapi;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Cuts a body off after so many bytes and says so, whatever its length header said. */
final class BoundedInput extends ServletInputStream {

    private final ServletInputStream body;
    private final Runnable whenCut;
    private long leftBytes;

    BoundedInput(ServletInputStream body, long limitBytes, Runnable whenCut) {
        this.whenCut = whenCut;
        this.body = body;
        this.leftBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
        return leftBytes-- > 0 ? body.read() : end();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (leftBytes <= 0) {
            return end();
        }
        var count = body.read(into, offset, (int) Math.min(length, leftBytes));
        leftBytes -= Math.max(count, 0);
        return count;
    }

    private int end() throws IOException {
        if (body.read() >= 0) {
            whenCut.run();
        }
        return -1;
    }

    @Override
    public boolean isFinished() {
        return leftBytes <= 0 || body.isFinished();
    }

    @Override
    public boolean isReady() {
        return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
        body.setReadListener(listener);
    }
}
