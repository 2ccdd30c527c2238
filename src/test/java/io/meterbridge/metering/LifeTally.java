package io.meterbridge.metering;

/** What a set of lives amounted to, for the proof's table. */
final class LifeTally {

    long lives;
    long hours;
    long readings;
    long records;
    long accepted;
    long attempts;
    long unknowns;
    long corrections;
    long renewals;
    long remappings;
    long oldMonthRecords;
    long spares;
    long falls;
    long refusals;
    long foreign;

    void add(LifeTally other) {
        lives += other.lives;
        hours += other.hours;
        readings += other.readings;
        records += other.records;
        accepted += other.accepted;
        attempts += other.attempts;
        unknowns += other.unknowns;
        corrections += other.corrections;
        renewals += other.renewals;
        remappings += other.remappings;
        oldMonthRecords += other.oldMonthRecords;
        spares += other.spares;
        falls += other.falls;
        refusals += other.refusals;
        foreign += other.foreign;
    }

    String markdown(long seconds) {
        return """
        | what | how many |
        |---|---:|
        | lives of accounts, each beside its perfect twin | %,d |
        | account-hours decided | %,d |
        | answers of Orb read | %,d |
        | records frozen | %,d |
        | records accepted | %,d |
        | attempts to send | %,d |
        | attempts without an answer | %,d |
        | value corrections of prices learnt late | %,d |
        | renewals to another licence | %,d |
        | times mapped away and back | %,d |
        | records into a month that was over | %,d |
        | hours left spare | %,d |
        | hours over-billed after a fall of cost | %,d |
        | records refused, expired or given back | %,d |
        | slots somebody else had used | %,d |
        | seconds | %,d |
        """
                .formatted(
                        lives,
                        hours,
                        readings,
                        records,
                        accepted,
                        attempts,
                        unknowns,
                        corrections,
                        renewals,
                        remappings,
                        oldMonthRecords,
                        spares,
                        falls,
                        refusals,
                        foreign,
                        seconds);
    }
}
