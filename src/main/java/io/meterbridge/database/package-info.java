/**
 * The one PostgreSQL behind everything: embedded when no URL is set, migrated before anything else
 * runs, and reached through two pools that speak as two roles, so that row-level security always
 * applies.
 */
package io.meterbridge.database;
