/** acl: lets consumers in by the groups that they are in. */
package io.quong.plugins.acl;
