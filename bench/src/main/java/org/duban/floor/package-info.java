/**
 * What the product is measured against: the plainest handlers of the same work on the same tables, without token,
 * roles, ETag, problems or checks of the input.
 */
package org.duban.floor;
