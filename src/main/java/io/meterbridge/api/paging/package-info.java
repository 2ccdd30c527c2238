/** Lists: filters, pages and their envelope. */
package io.meterbridge.api.paging;
