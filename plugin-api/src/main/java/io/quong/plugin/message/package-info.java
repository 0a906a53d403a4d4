/**
 * What plugins need to read and write parts of a message: argument lists, forms, multipart bodies,
 * media types. Text is "byte text": each character is one byte (ISO-8859-1), so that any byte
 * survives, as in {@link io.quong.plugin.Headers}.
 */
package io.quong.plugin.message;
