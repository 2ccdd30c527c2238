/** What needs somebody, with the money at stake: looked up in the tables when it is asked for, and measured. */
package io.meterbridge.alarm;
