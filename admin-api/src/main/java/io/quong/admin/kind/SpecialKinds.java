package io.quong.admin.kind;

import io.quong.admin.api.Endpoints;
import io.quong.admin.entity.EntityService;
import io.quong.admin.entity.KindRules;

/** Which kinds have something special. */
public final class SpecialKinds {
  private SpecialKinds() {}

  /** The rules of a kind. */
  public static KindRules rules(String kind) {
    return switch (kind) {
      case "plugins" -> new PluginRules();
      case "certificates" -> new CertificateRules();
      case "targets" -> new TargetRules();
      case "ca_certificates" -> new CaCertificateRules();
      default -> KindRules.NONE;
    };
  }

  /** Replaces what follows from the schemas where a kind does otherwise. */
  public static void add(EntityService service, Endpoints endpoints) {
    new CertificateEndpoints(service).add(endpoints);
    new ConsumerEndpoints(service).add(endpoints);
    new TargetEndpoints(service).add(endpoints);
    if (service.kinds().find("acls") != null) {
      new AclEndpoints(service).add(endpoints);
    }
  }
}
