/**
 * Configurations as documents: read, checked as a whole, loaded by a node without a database, or
 * imported into one and exported from it.
 */
package io.quong.admin.declarative;
