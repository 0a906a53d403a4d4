/** error-format: the bodies of answers that the gateway itself makes. */
package io.quong.plugins.errorformat;
