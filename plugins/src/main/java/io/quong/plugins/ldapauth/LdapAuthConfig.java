package io.quong.plugins.ldapauth;

import io.quong.schema.check.Host;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/** The configuration of ldap-auth. */
@Conditional(
    ifField = "ldaps",
    ifMatch = @Condition(equal = "true"),
    thenField = "start_tls",
    thenMatch = @Condition(equal = "false"),
    error = "'ldaps' and 'start_tls' cannot be enabled simultaneously")
public record LdapAuthConfig(
    @Required @Check(Host.class) String ldapHost,
    @Required @Default("389") @Between(min = 0, max = 65535) Integer ldapPort,
    @Required @Default("false") Boolean ldaps,
    @Required @Default("false") Boolean startTls,
    @Required @Default("false") Boolean verifyLdapHost,
    @Required String baseDn,
    @Required String attribute,
    @Required @Default("60") Double cacheTtl,
    @Required @Default("false") Boolean hideCredentials,
    @Default("10000") Double timeout,
    @Default("60000") Double keepalive,
    String anonymous,
    @Default("\"ldap\"") String headerType,
    @Required(false) String realm) {}
