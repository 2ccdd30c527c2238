package io.meterbridge.gcp;

import io.meterbridge.marketplace.CredentialsRefused;

/** The address that a key file names for its tokens must not be called. */
public class TokenUriRefused extends CredentialsRefused {

    private static final long serialVersionUID = 1L;

    /** Says why not, in words that may be shown to the seller. */
    TokenUriRefused(String why) {
        super("token-uri-refused", "token_uri " + why);
    }
}
