/** Between the socket and the API's routes: filters, headers, the spelling of answers. */
package io.meterbridge.api.web;
