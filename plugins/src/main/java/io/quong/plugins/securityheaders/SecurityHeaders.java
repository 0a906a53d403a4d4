package io.quong.plugins.securityheaders;

import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.Headers;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.List;

/** Sets on every answer, whoever made it, the headers that helmet sets. */
@GatewayPlugin(name = "security-headers", priority = 795, version = "1.0.0")
public final class SecurityHeaders implements Plugin {
  private final List<String> headers = new ArrayList<>();
  private final boolean keepUpstream;
  private final boolean hidePoweredBy;

  public SecurityHeaders(SecurityHeadersConfig config, PluginContext context) {
    keep("Content-Security-Policy", config.contentSecurityPolicy());
    keep("Cross-Origin-Opener-Policy", config.crossOriginOpenerPolicy());
    keep("Cross-Origin-Resource-Policy", config.crossOriginResourcePolicy());
    keep("Cross-Origin-Embedder-Policy", config.crossOriginEmbedderPolicy());
    keep("Origin-Agent-Cluster", config.originAgentCluster());
    keep("Permissions-Policy", config.permissionsPolicy());
    keep("Referrer-Policy", config.referrerPolicy());
    keep("Strict-Transport-Security", config.strictTransportSecurity());
    keep("X-Content-Type-Options", config.xContentTypeOptions());
    keep("X-DNS-Prefetch-Control", config.xDnsPrefetchControl());
    keep("X-Download-Options", config.xDownloadOptions());
    keep("X-Frame-Options", config.xFrameOptions());
    keep("X-Permitted-Cross-Domain-Policies", config.xPermittedCrossDomainPolicies());
    keep("X-XSS-Protection", config.xXssProtection());
    this.keepUpstream = Boolean.TRUE.equals(config.keepUpstream());
    this.hidePoweredBy = Boolean.TRUE.equals(config.hidePoweredBy());
  }

  private void keep(String name, String value) {
    if (value != null) {
      headers.add(name);
      headers.add(ByteText.of(value));
    }
  }

  @Override
  public Step headerFilter(Exchange exchange) {
    Headers answer = exchange.response().headers();
    for (int i = 0; i < headers.size(); i += 2) {
      if (!keepUpstream || !answer.contains(headers.get(i))) {
        answer.set(headers.get(i), headers.get(i + 1));
      }
    }
    if (hidePoweredBy) {
      answer.remove("X-Powered-By");
    }
    return Step.NEXT;
  }
}
