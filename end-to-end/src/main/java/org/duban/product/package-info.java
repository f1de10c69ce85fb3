/** The product as processes on one machine: start it, talk to it, kill parts of it, end it. */
package org.duban.product;
