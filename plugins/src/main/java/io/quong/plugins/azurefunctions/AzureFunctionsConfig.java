package io.quong.plugins.azurefunctions;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;

/** The configuration of azure-functions. */
public record AzureFunctionsConfig(
    @Default("600000") Double timeout,
    @Default("60000") Double keepalive,
    @Default("true") Boolean https,
    @Default("false") Boolean httpsVerify,
    @Referenceable @Encrypted String apikey,
    @Referenceable @Encrypted String clientid,
    @Required String appname,
    @Required @Default("\"azurewebsites.net\"") String hostdomain,
    @Default("\"api\"") String routeprefix,
    @Required String functionname) {
  /** Without its values: some are secret. */
  @Override
  public String toString() {
    return "AzureFunctionsConfig";
  }
}
