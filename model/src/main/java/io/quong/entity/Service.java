package io.quong.entity;

import io.quong.schema.Ref;
import io.quong.schema.Resource;
import io.quong.schema.check.Host;
import io.quong.schema.check.ServiceUrl;
import io.quong.schema.check.Tag;
import io.quong.schema.check.UrlPath;
import io.quong.schema.check.Utf8Name;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.Conditional;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Reference;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.StartsWith;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.TranslatedBy;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.List;
import java.util.Set;

/** An upstream service that routes lead to. */
@Resource(kind = "services", path = "services", endpointKey = "name")
@TranslatedBy(ServiceUrl.class)
@Conditional(
    ifField = "protocol",
    ifMatch = @Condition(oneOf = {"tcp", "tls", "udp", "grpc", "grpcs"}),
    thenField = "path",
    thenMatch = @Condition(equal = "null"))
@Conditional(
    ifField = "protocol",
    ifMatch = @Condition(notOneOf = {"https", "tls"}),
    thenField = "client_certificate",
    thenMatch = @Condition(equal = "null"))
@Conditional(
    ifField = "protocol",
    ifMatch = @Condition(notOneOf = {"https", "tls"}),
    thenField = "tls_verify",
    thenMatch = @Condition(equal = "null"))
@Conditional(
    ifField = "protocol",
    ifMatch = @Condition(notOneOf = {"https", "tls"}),
    thenField = "tls_verify_depth",
    thenMatch = @Condition(equal = "null"))
@Conditional(
    ifField = "protocol",
    ifMatch = @Condition(notOneOf = {"https", "tls"}),
    thenField = "ca_certificates",
    thenMatch = @Condition(equal = "null"))
public record Service(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Unique @Check(Utf8Name.class) String name,
    @Default("5") @Between(min = 0, max = 32767) Integer retries,
    @Required
        @Default("\"http\"")
        @OneOf({"grpc", "grpcs", "http", "https", "tcp", "tls", "tls_passthrough", "udp"})
        String protocol,
    @Required @Check(Host.class) String host,
    @Required @Default("80") @Between(min = 0, max = 65535) Integer port,
    @StartsWith("/")
        @Match(
            value = @Match.Pattern(value = "//", error = "must not have empty segments"),
            mode = Match.Mode.NONE)
        @Check(UrlPath.class)
        String path,
    @Default("60000") @Between(min = 1, max = 2147483646) Integer connectTimeout,
    @Default("60000") @Between(min = 1, max = 2147483646) Integer writeTimeout,
    @Default("60000") @Between(min = 1, max = 2147483646) Integer readTimeout,
    Set<@Check(Tag.class) String> tags,
    @Reference("certificates") Ref clientCertificate,
    Boolean tlsVerify,
    @Default("null") @Between(min = 0, max = 64) Integer tlsVerifyDepth,
    List<@Uuid String> caCertificates,
    @Required @Default("true") Boolean enabled) {}
