/** {@code /api/notifications}: what the marketplaces sent, and what became of it. */
package io.meterbridge.api.notifications;
