package io.quong.plugins.acl;

import io.quong.plugin.Answer;
import io.quong.plugin.Exchange;
import io.quong.plugin.GatewayPlugin;
import io.quong.plugin.GatewayPlugin.Scope;
import io.quong.plugin.Plugin;
import io.quong.plugin.PluginContext;
import io.quong.plugin.Step;
import io.quong.plugin.message.ByteText;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Kong's acl: an {@code allow} list lets members of any of its groups pass, a {@code deny} list
 * everybody but its members.
 */
@GatewayPlugin(
    name = "acl",
    priority = 950,
    scopes = {Scope.ROUTE, Scope.SERVICE})
public final class AclPlugin implements Plugin {
  private static final String AUTHENTICATED_GROUPS = "authenticated_groups";
  private static final Step UNAUTHORIZED = Step.respond(Answer.error(401, "Unauthorized"));
  private static final Step FORBIDDEN =
      Step.respond(Answer.error(403, "You cannot consume this service"));

  private final boolean allowing;
  private final Set<String> listed;
  private final boolean hideGroups;
  private final boolean preferAuthenticatedGroups;

  public AclPlugin(AclConfig config, PluginContext context) {
    this.allowing = config.allow() != null && !config.allow().isEmpty();
    List<String> groups = allowing ? config.allow() : config.deny();
    this.listed = groups == null ? Set.of() : Set.copyOf(groups);
    this.hideGroups = Boolean.TRUE.equals(config.hideGroupsHeader());
    this.preferAuthenticatedGroups = Boolean.TRUE.equals(config.alwaysUseAuthenticatedGroups());
  }

  @Override
  public Step access(Exchange exchange) {
    boolean credential = exchange.credential() != null;
    if (exchange.consumer() == null) {
      List<String> groups = authenticatedGroups(exchange);
      if (groups == null) {
        return refuse(credential);
      }
      return decide(exchange, groups, "X-Authenticated-Groups");
    }
    if (!credential || preferAuthenticatedGroups) {
      List<String> groups = authenticatedGroups(exchange);
      if (groups != null) {
        return decide(exchange, groups, "X-Authenticated-Groups");
      }
    }
    List<Acl> memberships =
        exchange.entities().referring(Acl.class, "consumer", exchange.consumer().id());
    if (memberships.isEmpty() && allowing) {
      return refuse(credential);
    }
    List<String> groups = new ArrayList<>(memberships.size());
    for (Acl membership : memberships) {
      groups.add(membership.group());
    }
    return decide(exchange, groups, "X-Consumer-Groups");
  }

  private Step decide(Exchange exchange, List<String> groups, String header) {
    if (member(groups) != allowing) {
      return FORBIDDEN;
    }
    if (!hideGroups) {
      // Kong's PDK sends an empty value as one blank.
      String value = groups.isEmpty() ? " " : ByteText.of(String.join(", ", groups));
      exchange.upstream().headers().set(header, value);
    }
    return Step.NEXT;
  }

  private boolean member(List<String> groups) {
    for (String group : groups) {
      if (listed.contains(group)) {
        return true;
      }
    }
    return false;
  }

  private static Step refuse(boolean credential) {
    return credential ? FORBIDDEN : UNAUTHORIZED;
  }

  /** What another plugin found out of the user, or null. */
  private static List<String> authenticatedGroups(Exchange exchange) {
    if (!(exchange.shared().get(AUTHENTICATED_GROUPS) instanceof List<?> shared)) {
      return null;
    }
    List<String> groups = new ArrayList<>(shared.size());
    for (Object group : shared) {
      groups.add(String.valueOf(group));
    }
    return groups;
  }
}
