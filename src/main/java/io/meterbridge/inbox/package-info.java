/**
 * What the marketplaces say, kept before it is acknowledged and worked on afterwards. Three steps that fail
 * apart: {@link io.meterbridge.inbox.Ingress} stores a message once, the route 43 hands it to the route of its
 * cloud, and whoever changes the contract says in the same transaction what became of the message
 * ({@link io.meterbridge.inbox.Inbox#settle}).
 */
package io.meterbridge.inbox;
