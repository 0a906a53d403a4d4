/** method-filter: which methods a route or service takes. */
package io.quong.plugins.methodfilter;
