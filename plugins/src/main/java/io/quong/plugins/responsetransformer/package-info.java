/** response-transformer: changes headers and JSON bodies of answers. */
package io.quong.plugins.responsetransformer;
