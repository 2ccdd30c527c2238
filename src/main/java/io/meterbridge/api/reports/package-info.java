/** What a seller reconciles its revenue with: whole tables, streamed while they are read. */
package io.meterbridge.api.reports;
