package io.meterbridge.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.meterbridge.api.problem.ProblemException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.springframework.web.multipart.MultipartFile;

/** A text file that somebody chose on a page, on its way into the body of a call. */
final class Upload {

    /** What the API reads of a body. */
    static final int MOST_BYTES = 1 << 20;

    private Upload() {
    }

    /**
     * The text of a file.
     *
     * @throws ProblemException 422 when it is none or no text
     */
    static JsonNode text(MultipartFile file) throws IOException {
        if (file.isEmpty()) {
            throw ProblemException.invalid("/file", "choose a file that is not empty");
        }
        try {
            return TextNode.valueOf(UTF_8.newDecoder().decode(ByteBuffer.wrap(file.getBytes())).toString());
        } catch (CharacterCodingException e) {
            throw ProblemException.invalid("/file", "is no text in UTF-8; save it as CSV in UTF-8");
        }
    }
}
