/** Kong's ai-request-transformer: its configuration. */
package io.quong.plugins.airequesttransformer;
