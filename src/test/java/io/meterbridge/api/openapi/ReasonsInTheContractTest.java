package io.meterbridge.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.meterbridge.Proves;
import io.meterbridge.marketplace.Reason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class ReasonsInTheContractTest {

    /** An answer with a reason that the contract does not name would break a client that trusts it. */
    @Test
    @Proves("R-28")
    void everyReasonARecordCanHaveIsOfTheContract() throws IOException {
        var named = new HashSet<String>();
        new YAMLMapper().readTree(Path.of("openapi/openapi.yaml").toFile())
                .at("/components/schemas/RecordReason/enum").forEach(code -> named.add(code.asText()));

        assertThat(Reason.values()).extracting(Reason::code).isNotEmpty().allMatch(named::contains);
    }
}
