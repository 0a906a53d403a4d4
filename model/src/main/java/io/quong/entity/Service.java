package io.quong.entity;

import io.quong.schema.Ref;
import java.util.List;
import java.util.Set;

/** One row of Kong's {@code services}. */
public record Service(
    String id,
    Long createdAt,
    Long updatedAt,
    String name,
    Integer retries,
    String protocol,
    String host,
    Integer port,
    String path,
    Integer connectTimeout,
    Integer writeTimeout,
    Integer readTimeout,
    Set<String> tags,
    Ref clientCertificate,
    Boolean tlsVerify,
    Integer tlsVerifyDepth,
    List<String> caCertificates,
    Boolean enabled) {}
