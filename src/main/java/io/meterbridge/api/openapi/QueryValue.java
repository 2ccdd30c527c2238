package io.meterbridge.api.openapi;

/**
 * One query value that an operation knows.
 *
 * @param cloudIdentifier true when it filters by a cloud identifier and may be spelled below that name
 * @param schemaPointer   where its schema stands in the contract
 */
public record QueryValue(String name, boolean cloudIdentifier, String schemaPointer) {
}
