package io.meterbridge.marketplace.aws;

import java.util.regex.Pattern;

/**
 * Licence ARNs. AWS writes the same licence in several ways, even without the {@code arn:} in
 * front; what names it is the id {@code l-<hex>} at its end.
 */
final class AwsLicense {

    /** The metering model's own pattern for {@code LicenseArn}. */
    private static final Pattern ARN = Pattern.compile(
            "arn:aws[a-zA-Z-]*:[A-Za-z0-9][A-Za-z0-9_/.-]{0,62}:[A-Za-z0-9_/.-]{0,63}"
                    + ":[A-Za-z0-9_/.-]{0,63}:[A-Za-z0-9][A-Za-z0-9:_/+=,@.-]{0,1023}");

    private static final Pattern ID = Pattern.compile("(?:^|[:/])(l-[0-9a-fA-F]+)$");

    private AwsLicense() {
    }

    /** What two spellings of one licence have in common; a text without an id names only itself. */
    static String idOf(String arn) {
        var id = ID.matcher(arn);
        return id.find() ? id.group(1) : arn;
    }

    /** The ARN as the metering API takes it, or null when the text is none. */
    static String arnOf(String text) {
        var arn = text.startsWith("aws") ? "arn:" + text : text;
        return ARN.matcher(arn).matches() ? arn : null;
    }
}
