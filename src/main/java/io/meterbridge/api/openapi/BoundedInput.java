package io.meterbridge.api.openapi;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;

/** Cuts a body off after so many bytes: what is cut is no JSON document any more and is refused as such. */
final class BoundedInput extends ServletInputStream {

    private final ServletInputStream body;
    private long leftBytes;

    BoundedInput(ServletInputStream body, long limitBytes) {
        this.body = body;
        this.leftBytes = limitBytes;
    }

    @Override
    public int read() throws IOException {
        return leftBytes-- > 0 ? body.read() : -1;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (leftBytes <= 0) {
            return -1;
        }
        var count = body.read(into, offset, (int) Math.min(length, leftBytes));
        leftBytes -= Math.max(count, 0);
        return count;
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
