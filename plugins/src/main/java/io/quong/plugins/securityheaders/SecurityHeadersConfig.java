package io.quong.plugins.securityheaders;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;

/**
 * The configuration of security-headers: a value for each header, by default that of helmet; null
 * leaves the header alone.
 *
 * @param keepUpstream whether a header that the upstream sent itself stays
 * @param hidePoweredBy whether {@code X-Powered-By} is taken out
 */
public record SecurityHeadersConfig(
    @Default(
            "\"default-src 'self';base-uri 'self';font-src 'self' https: data:;"
                + "form-action 'self';frame-ancestors 'self';img-src 'self' data:;"
                + "object-src 'none';script-src 'self';script-src-attr 'none';"
                + "style-src 'self' https: 'unsafe-inline';upgrade-insecure-requests\"")
        String contentSecurityPolicy,
    @Default("\"same-origin\"") String crossOriginOpenerPolicy,
    @Default("\"same-origin\"") String crossOriginResourcePolicy,
    String crossOriginEmbedderPolicy,
    @Default("\"?1\"") String originAgentCluster,
    String permissionsPolicy,
    @Default("\"no-referrer\"") String referrerPolicy,
    @Default("\"max-age=31536000; includeSubDomains\"") String strictTransportSecurity,
    @Default("\"nosniff\"") String xContentTypeOptions,
    @Default("\"off\"") String xDnsPrefetchControl,
    @Default("\"noopen\"") String xDownloadOptions,
    @Default("\"SAMEORIGIN\"") String xFrameOptions,
    @Default("\"none\"") String xPermittedCrossDomainPolicies,
    @Default("\"0\"") String xXssProtection,
    @Required @Default("false") Boolean keepUpstream,
    @Required @Default("true") Boolean hidePoweredBy) {}
