package io.meterbridge.landing;

import java.util.Set;

/**
 * Where a seller sends who comes from a marketplace.
 *
 * @param signUpUrl the seller's own page
 * @param audiences for whom Google may have signed a token: the product's domain, or names of its services
 */
public record LandingPage(String signUpUrl, Set<String> audiences) {
}
