/** What every call that changes something gets without asking: its author noted, its answer remembered. */
package io.meterbridge.api.change;
