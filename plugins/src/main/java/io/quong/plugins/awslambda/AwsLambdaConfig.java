package io.quong.plugins.awslambda;

import io.quong.plugin.rule.UrlText;
import io.quong.schema.check.Host;
import io.quong.schema.rule.Between;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.MutuallyRequired;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;

/** The configuration of aws-lambda. */
@MutuallyRequired({"config.aws_key", "config.aws_secret"})
@EntityCheck(
    value = PlainProxy.class,
    fields = {"config.proxy_url"})
public record AwsLambdaConfig(
    @Required @Default("60000") Double timeout,
    @Required @Default("60000") Double keepalive,
    @Referenceable @Encrypted String awsKey,
    @Referenceable @Encrypted String awsSecret,
    @Referenceable @Encrypted String awsAssumeRoleArn,
    @Default("\"kong\"") String awsRoleSessionName,
    @Check(UrlText.class) String awsStsEndpointUrl,
    @Check(Host.class) String awsRegion,
    @Required(false) String functionName,
    String qualifier,
    @Required @Default("\"RequestResponse\"") @OneOf({"RequestResponse", "Event", "DryRun"})
        String invocationType,
    @Required @Default("\"Tail\"") @OneOf({"Tail", "None"}) String logType,
    @Check(Host.class) String host,
    @Default("443") @Between(min = 0, max = 65535) Integer port,
    @Default("false") Boolean disableHttps,
    @Between(min = 100, max = 999) Integer unhandledStatus,
    @Default("false") Boolean forwardRequestMethod,
    @Default("false") Boolean forwardRequestUri,
    @Default("false") Boolean forwardRequestHeaders,
    @Default("false") Boolean forwardRequestBody,
    @Default("false") Boolean isProxyIntegration,
    @Default("false") Boolean awsgatewayCompatible,
    @Check(UrlText.class) String proxyUrl,
    @Default("true") Boolean skipLargeBodies,
    @Default("true") Boolean base64EncodeBody,
    @Required @Default("\"v1\"") @OneOf({"v1", "v2"}) String awsImdsProtocolVersion,
    @Required @Default("\"legacy\"") @OneOf({"legacy", "correct"}) String emptyArraysMode) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "AwsLambdaConfig";
  }
}
