package io.meterbridge.api.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * An answer that is left without its end when its body broke off. Whoever copies a body closes both ends even
 * when reading failed, and closing is what tells a client that it has everything.
 */
final class BreakableAnswer extends HttpServletResponseWrapper {

    private final BooleanSupplier broken;

    BreakableAnswer(HttpServletResponse response, BooleanSupplier broken) {
        super(response);
        this.broken = broken;
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return new Out(super.getOutputStream());
    }

    private final class Out extends ServletOutputStream {

        private final ServletOutputStream out;

        Out(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int single) throws IOException {
            out.write(single);
        }

        @Override
        public void write(byte[] source, int offset, int length) throws IOException {
            out.write(source, offset, length);
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (!broken.getAsBoolean()) {
                out.close();
            }
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
