package io.quong.entity;

import io.quong.schema.Resource;
import io.quong.schema.check.AlternativeCertificateMatchesKey;
import io.quong.schema.check.CertificateMatchesKey;
import io.quong.schema.check.CertificatePem;
import io.quong.schema.check.CertificatesOfDifferentTypes;
import io.quong.schema.check.KeyPem;
import io.quong.schema.check.Tag;
import io.quong.schema.check.WildcardHost;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.Encrypted;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.MutuallyRequired;
import io.quong.schema.rule.Referenceable;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.Transient;
import io.quong.schema.rule.Uuid;
import java.util.List;
import java.util.Set;

/** A certificate that is served, with its key. */
@Resource(kind = "certificates", path = "certificates")
@MutuallyRequired({"cert_alt", "key_alt"})
@EntityCheck(
    value = CertificateMatchesKey.class,
    fields = {"cert", "key"})
@EntityCheck(
    value = AlternativeCertificateMatchesKey.class,
    fields = {"cert_alt", "key_alt"})
@EntityCheck(
    value = CertificatesOfDifferentTypes.class,
    fields = {"cert", "cert_alt"})
public record Certificate(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Required @Check(CertificatePem.class) @Referenceable String cert,
    @Required @Check(KeyPem.class) @Referenceable @Encrypted String key,
    @Required(false) @Check(CertificatePem.class) @Referenceable String certAlt,
    @Required(false) @Check(KeyPem.class) @Referenceable @Encrypted String keyAlt,
    Set<@Check(Tag.class) String> tags,
    @Required(false) @Transient List<@Check(WildcardHost.class) String> snis) {

  /** Its id alone: the rest may be secret. */
  @Override
  public String toString() {
    return "Certificate[" + id + "]";
  }
}
