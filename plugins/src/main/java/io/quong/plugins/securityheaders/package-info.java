/** security-headers: what tells browsers to be careful. */
package io.quong.plugins.securityheaders;
