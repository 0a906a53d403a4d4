package io.quong.entity;

import io.quong.schema.Resource;
import io.quong.schema.check.CaDigest;
import io.quong.schema.check.CertificatePem;
import io.quong.schema.check.SingleCaCertificate;
import io.quong.schema.check.Tag;
import io.quong.schema.rule.Auto;
import io.quong.schema.rule.Check;
import io.quong.schema.rule.EntityCheck;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.Timestamp;
import io.quong.schema.rule.TranslatedBy;
import io.quong.schema.rule.Unique;
import io.quong.schema.rule.Uuid;
import java.util.Set;

/** A certificate of an authority that peers are checked against. */
@Resource(kind = "ca_certificates", path = "ca_certificates")
@TranslatedBy(CaDigest.class)
@EntityCheck(
    value = SingleCaCertificate.class,
    fields = {"cert"})
public record CaCertificate(
    @Auto(Auto.Source.UUID) @Uuid String id,
    @Auto(Auto.Source.CREATED_AT) @Timestamp Long createdAt,
    @Auto(Auto.Source.UPDATED_AT) @Timestamp Long updatedAt,
    @Required @Check(CertificatePem.class) String cert,
    @Unique String certDigest,
    Set<@Check(Tag.class) String> tags) {}
