/** Kong's aws-lambda: its configuration. */
package io.quong.plugins.awslambda;
