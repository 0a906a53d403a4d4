/** Kong's ldap-auth: its configuration. */
package io.quong.plugins.ldapauth;
