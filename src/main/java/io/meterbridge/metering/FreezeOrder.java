package io.meterbridge.metering;

import java.util.UUID;

/**
 * A record to be written before anyone is told: whole units in one slot, with the sum they came
 * from.
 *
 * @param contractId gives the record its identity
 * @param price price, plan and dimension in force at the hour
 * @param owed the sum before this record
 * @param settlement the units taken from it
 */
public record FreezeOrder(
        UUID contractId, MeteringHour hour, PricePoint price, Owed owed, Settlement settlement) {}
