/** What is wrong with the way Orb subscriptions and contracts are mapped to one another. */
package io.meterbridge.api.mappinghealth;
