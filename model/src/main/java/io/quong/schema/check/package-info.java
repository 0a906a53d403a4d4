/** The checks of single values and of whole entities that annotations name. */
package io.quong.schema.check;
