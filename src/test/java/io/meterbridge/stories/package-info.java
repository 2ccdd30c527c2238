/** Whole stories through the running application: what Orb says, what AWS bills, and what happens in between. */
package io.meterbridge.stories;
