/** Another tool that meters beside this one: what it told is imported, compared, and counts before a cut-over. */
package io.meterbridge.api.shadow;
