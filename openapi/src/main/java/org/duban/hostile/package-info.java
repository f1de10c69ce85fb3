/**
 * Requests that no friend would send, made of a service's own OpenAPI document, and the judgement of the answers by the
 * same document. For the tests of the services, which know what their service holds ({@link org.duban.hostile.World}).
 */
package org.duban.hostile;
