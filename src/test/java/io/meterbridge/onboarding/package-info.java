/** What sellers do through the API before their usage is metered: connect, list, sell. Tests and the demo share it. */
package io.meterbridge.onboarding;
