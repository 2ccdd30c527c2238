/** What a seller sells, and the dimension its usage is metered in. */
package io.meterbridge.api.listings;
