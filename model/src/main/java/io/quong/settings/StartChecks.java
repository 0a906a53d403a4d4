package io.quong.settings;

import java.util.ArrayList;
import java.util.List;

/** What settings must be together, with Kong's messages. */
final class StartChecks {
  private final Settings settings;
  private final List<String> problems = new ArrayList<>();

  private StartChecks(Settings settings) {
    this.settings = settings;
  }

  static List<String> problems(Settings settings) {
    StartChecks checks = new StartChecks(settings);
    switch (settings.role()) {
      case TRADITIONAL -> checks.traditional();
      case CONTROL_PLANE -> checks.controlPlane();
      case DATA_PLANE -> checks.dataPlane();
    }
    checks.certificates("", Keys.SSL_CERT, Keys.SSL_CERT_KEY);
    checks.certificates("admin_", Keys.ADMIN_SSL_CERT, Keys.ADMIN_SSL_CERT_KEY);
    checks.certificates("status_", Keys.STATUS_SSL_CERT, Keys.STATUS_SSL_CERT_KEY);
    if (settings.get(Keys.CLIENT_SSL)) {
      checks.certificates("client_", Keys.CLIENT_SSL_CERT, Keys.CLIENT_SSL_CERT_KEY);
    }
    checks.guard();
    return checks.problems;
  }

  private void traditional() {
    labelsRefused();
  }

  private void guard() {
    String guard = settings.get(AdminKeys.QUONG_ADMIN_AUTH);
    refuse(
        guard.equals("token") && settings.get(AdminKeys.QUONG_ADMIN_TOKEN) == null,
        "quong_admin_token must be specified when quong_admin_auth = \"token\"");
    refuse(
        guard.equals("jwt")
            && ((settings.get(AdminKeys.QUONG_ADMIN_JWT_KEY) == null)
                    == (settings.get(AdminKeys.QUONG_ADMIN_JWT_JWKS) == null)
                || settings.get(AdminKeys.QUONG_ADMIN_JWT_ISSUER) == null),
        "quong_admin_jwt_issuer and one of quong_admin_jwt_key and quong_admin_jwt_jwks must be"
            + " specified when quong_admin_auth ="
            + " \"jwt\"");
  }

  private void controlPlane() {
    refuse(
        settings.get(Keys.ADMIN_LISTEN).isEmpty(),
        "admin_listen must be specified when role = \"control_plane\"");
    refuse(
        settings.get(ClusterKeys.CLUSTER_LISTEN).isEmpty(),
        "cluster_listen must be specified when role = \"control_plane\"");
    refuse(
        settings.get(StoreKeys.DATABASE).equals("off"),
        "in-memory storage can not be used when role = \"control_plane\"");
    refuse(
        settings.get(ClusterKeys.CLUSTER_USE_PROXY),
        "cluster_use_proxy can not be used when role = \"control_plane\"");
    refuse(
        !settings.get(ClusterKeys.CLUSTER_DP_LABELS).isEmpty(),
        "cluster_dp_labels can not be used when role = \"control_plane\"");
    hybrid();
  }

  private void dataPlane() {
    refuse(
        settings.get(Keys.PROXY_LISTEN).isEmpty(),
        "proxy_listen must be specified when role = \"data_plane\"");
    refuse(
        !settings.get(StoreKeys.DATABASE).equals("off"),
        "only in-memory storage can be used when role = \"data_plane\"\n"
            + "Hint: set database = off in your kong.conf");
    hybrid();
  }

  private void hybrid() {
    boolean pki = settings.get(ClusterKeys.CLUSTER_MTLS).equals("pki");
    refuse(
        pki && settings.get(ClusterKeys.CLUSTER_CA_CERT) == null,
        "cluster_ca_cert must be specified when cluster_mtls = \"pki\"");
    String certificate = settings.get(ClusterKeys.CLUSTER_CERT);
    String key = settings.get(ClusterKeys.CLUSTER_CERT_KEY);
    boolean secret = settings.get(ClusterKeys.QUONG_CLUSTER_SECRET) != null;
    boolean pair = certificate != null && key != null;
    refuse(
        !pair && (!secret || certificate != null || key != null),
        "cluster certificate and key must be provided to use Hybrid mode");
    if (pair) {
      loads("cluster_cert", certificate, "cluster_cert_key", key);
    }
    String authority = settings.get(ClusterKeys.CLUSTER_CA_CERT);
    if (pki && authority != null && !Pem.isCertificate(authority)) {
      problems.add("cluster_ca_cert: failed loading certificate from " + Pem.named(authority));
    }
  }

  private void labelsRefused() {
    refuse(
        !settings.get(ClusterKeys.CLUSTER_DP_LABELS).isEmpty(),
        "cluster_dp_labels can only be used when role = \"data_plane\"");
  }

  private void certificates(String of, Key<List<String>> certificates, Key<List<String>> keys) {
    List<String> pems = settings.get(certificates);
    List<String> keyPems = settings.get(keys);
    refuse(!pems.isEmpty() && keyPems.isEmpty(), of + "ssl_cert_key must be specified");
    refuse(pems.isEmpty() && !keyPems.isEmpty(), of + "ssl_cert must be specified");
    if (pems.isEmpty() || keyPems.isEmpty()) {
      return;
    }
    if (pems.size() != keyPems.size()) {
      problems.add(
          "%sssl_cert was specified %d times while %sssl_cert_key was specified %d times"
              .formatted(of, pems.size(), of, keyPems.size()));
      return;
    }
    for (int i = 0; i < pems.size(); i++) {
      loads(certificates.name(), pems.get(i), keys.name(), keyPems.get(i));
    }
  }

  private void loads(String certificateKey, String certificate, String keyKey, String key) {
    refuse(
        !Pem.isCertificate(certificate),
        certificateKey + ": failed loading certificate from " + Pem.named(certificate));
    refuse(!Pem.isKey(key), keyKey + ": failed loading key from " + Pem.named(key));
  }

  private void refuse(boolean bad, String message) {
    if (bad) {
      problems.add(message);
    }
  }
}
