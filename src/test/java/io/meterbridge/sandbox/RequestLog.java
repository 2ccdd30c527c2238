package io.meterbridge.sandbox;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest requests of one simulated service; older ones are only counted. */
final class RequestLog {

    private static final int MOST_REMEMBERED = 2_000;

    private final Deque<SandboxRequest> newest = new ArrayDeque<>();
    private long count;

    synchronized void add(SandboxRequest request) {
        count++;
        newest.addLast(request);
        if (newest.size() > MOST_REMEMBERED) {
            newest.removeFirst();
        }
    }

    synchronized List<RecordedRequest> newest() {
        return newest.stream().map(RecordedRequest::of).toList();
    }

    synchronized long count() {
        return count;
    }
}
