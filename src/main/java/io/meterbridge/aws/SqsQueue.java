package io.meterbridge.aws;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * A queue of a seller's.
 *
 * @param url      as AWS names it
 * @param name     its last part
 * @param region   which region's service it belongs to
 * @param endpoint where that service is called
 */
public record SqsQueue(String url, String name, String region, URI endpoint) {

    private static final Pattern OF_AWS = Pattern.compile(
            "(https://sqs\\.([a-z]{2}(?:-[a-z]{2,12}){1,3}-[0-9]{1,2})\\.amazonaws\\.com(?:\\.cn)?)/[0-9]{12}/"
            + "([\\w-]{1,80}(?:\\.fifo)?)");
    private static final Pattern ELSEWHERE = Pattern.compile("(https?://[^/]+)/(?:[^/]+/)*([\\w-]{1,80}(?:\\.fifo)?)");

    /**
     * Reads the URL of a queue.
     *
     * @param override where this installation calls SQS instead of AWS's own hosts, or empty
     * @param anywhere true when a queue may be at another host than AWS's
     * @throws InvalidAwsSettings when it is no queue of AWS's, and none may be elsewhere
     */
    static SqsQueue of(String url, String region, String override, boolean anywhere) {
        var aws = OF_AWS.matcher(url);
        if (aws.matches()) {
            return new SqsQueue(url, aws.group(3), aws.group(2),
                    URI.create(override.isBlank() ? aws.group(1) : override));
        }
        var elsewhere = ELSEWHERE.matcher(url);
        if (!elsewhere.matches() || override.isBlank() && !anywhere) {
            throw new InvalidAwsSettings("notifications_queue_url",
                    "notifications_queue_url is not the address of an SQS queue");
        }
        return new SqsQueue(url, elsewhere.group(2), region,
                URI.create(override.isBlank() ? elsewhere.group(1) : override));
    }
}
