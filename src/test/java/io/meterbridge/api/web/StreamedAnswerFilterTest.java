package io.meterbridge.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** An answer that is made while it is sent has all the time it needs, and never ends as if it were whole. */
class StreamedAnswerFilterTest {

    private final StreamedAnswerFilter filter = new StreamedAnswerFilter();
    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpServletResponse response = new MockHttpServletResponse();

    @Test
    void noServersPatienceEndsIt() throws Exception {
        request.setAsyncSupported(true);

        filter.doFilter(request, response, (in, out) -> in.startAsync().setTimeout(30_000));

        assertThat(request.getAsyncContext().getTimeout()).isZero();
    }

    @Test
    void whatBrokeOffAfterItsFirstBytesBreaksTheConnection() {
        response.setCommitted(true);

        assertThatThrownBy(() -> filter.doFilter(request, response,
                (in, out) -> in.setAttribute(StreamedAnswerFilter.BROKEN, true)))
                .isInstanceOf(IOException.class).hasMessageContaining("broke off");
    }

    @Test
    void whatBrokeOffBeforeAndWhatDidNotEndAsTheyAre() {
        assertThatCode(() -> filter.doFilter(request, response,
                (in, out) -> in.setAttribute(StreamedAnswerFilter.BROKEN, true))).doesNotThrowAnyException();
        response.setCommitted(true);
        assertThatCode(() -> filter.doFilter(new MockHttpServletRequest(), response, (in, out) -> { }))
                .doesNotThrowAnyException();
    }
}
