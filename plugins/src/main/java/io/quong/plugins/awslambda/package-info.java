/** Kong's aws-lambda. */
package io.quong.plugins.awslambda;
