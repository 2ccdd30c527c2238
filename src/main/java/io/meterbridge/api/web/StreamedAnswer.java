package io.meterbridge.api.web;

import java.io.InputStream;

/**
 * An answer whose body is made while it is sent.
 *
 * @param contentType what it is
 * @param fileName    what a browser saves it as
 * @param body        closed once the answer is over, however it ends
 */
public record StreamedAnswer(String contentType, String fileName, InputStream body) {
}
