/** request-transformer: changes a request on its way up, with templates. */
package io.quong.plugins.requesttransformer;
