/** Who changed what through the API. */
package io.meterbridge.api.audit;
