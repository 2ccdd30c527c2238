/** The API's contract as data: operations, roles, schemas, and requests checked against them. */
package io.meterbridge.api.openapi;
