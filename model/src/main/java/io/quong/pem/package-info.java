/** Certificates and private keys out of PEM text. */
package io.quong.pem;
