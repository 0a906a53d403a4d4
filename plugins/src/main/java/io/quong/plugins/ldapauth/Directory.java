package io.quong.plugins.ldapauth;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPConnectionOptions;
import com.unboundid.ldap.sdk.LDAPConnectionPool;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.PostConnectProcessor;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SingleServerSet;
import com.unboundid.ldap.sdk.StartTLSPostConnectProcessor;
import com.unboundid.util.ssl.HostNameSSLSocketVerifier;
import com.unboundid.util.ssl.JVMDefaultTrustManager;
import com.unboundid.util.ssl.SSLUtil;
import com.unboundid.util.ssl.TrustAllTrustManager;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Set;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;

/** Connections to one LDAP server, over which logins are tried by a simple bind. Blocks. */
final class Directory implements AutoCloseable {
  private static final int CONNECTIONS = 16;
  private static final double DEFAULT_TIMEOUT_MS = 10_000;
  private static final double DEFAULT_KEEP_ALIVE_MS = 60_000;

  /** What comes of a server that is not there, or no longer. */
  private static final Set<ResultCode> AWAY =
      Set.of(
          ResultCode.CONNECT_ERROR,
          ResultCode.SERVER_DOWN,
          ResultCode.TIMEOUT,
          ResultCode.UNAVAILABLE,
          ResultCode.LOCAL_ERROR,
          ResultCode.DECODING_ERROR);

  private final String attribute;
  private final String base;
  private final LDAPConnectionPool pool;

  Directory(LdapAuthConfig config) {
    this.attribute = config.attribute();
    this.base = config.baseDn();
    boolean verified = Boolean.TRUE.equals(config.verifyLdapHost());
    boolean ldaps = Boolean.TRUE.equals(config.ldaps());
    boolean startTls = Boolean.TRUE.equals(config.startTls());
    LDAPConnectionOptions options = new LDAPConnectionOptions();
    int timeout = millis(config.timeout(), DEFAULT_TIMEOUT_MS);
    options.setConnectTimeoutMillis(timeout);
    options.setResponseTimeoutMillis(timeout);
    try {
      if (verified) {
        options.setSSLSocketVerifier(new HostNameSSLSocketVerifier(false));
      }
      SSLSocketFactory sockets = ldaps || startTls ? sockets(verified) : null;
      PostConnectProcessor upgrade = startTls ? new StartTLSPostConnectProcessor(sockets) : null;
      pool =
          new LDAPConnectionPool(
              new SingleServerSet(
                  config.ldapHost(), config.ldapPort(), ldaps ? sockets : null, options),
              null,
              0,
              CONNECTIONS,
              upgrade,
              false);
    } catch (LDAPException | GeneralSecurityException unusable) {
      throw new IllegalArgumentException(unusable);
    }
    pool.setMaxConnectionAgeMillis(millis(config.keepalive(), DEFAULT_KEEP_ALIVE_MS));
    pool.setMaxWaitTimeMillis(timeout);
    pool.setCreateIfNecessary(true);
  }

  private static int millis(Double configured, double other) {
    double millis = configured == null ? other : configured;
    return (int) Math.max(1, Math.min(Integer.MAX_VALUE, millis));
  }

  private static SSLSocketFactory sockets(boolean verified) throws GeneralSecurityException {
    return new SSLUtil(verified ? JVMDefaultTrustManager.getInstance() : new TrustAllTrustManager())
        .createSSLSocketFactory();
  }

  /**
   * Whether name and password belong together. A TLS handshake that fails is a no, as in Kong.
   *
   * @throws IOException when the server gave no answer
   */
  boolean accepts(LdapLogin login) throws IOException {
    try {
      return bind(login);
    } catch (LDAPException away) {
      // What was kept may have been closed by the server meanwhile.
      try {
        return bind(login);
      } catch (LDAPException stillAway) {
        return refusedHandshake(stillAway);
      }
    }
  }

  private static boolean refusedHandshake(LDAPException away) throws IOException {
    for (Throwable cause = away; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException) {
        return false;
      }
    }
    throw new IOException("the directory does not answer: " + away.getResultCode().getName(), away);
  }

  /**
   * @throws LDAPException when there was no answer
   */
  private boolean bind(LdapLogin login) throws LDAPException {
    LDAPConnection connection = pool.getConnection();
    try {
      // As Kong does, the name is not escaped: it may name an entry further down.
      connection.bind(attribute + "=" + login.username() + "," + base, login.password());
      pool.releaseConnection(connection);
      return true;
    } catch (LDAPException refused) {
      if (AWAY.contains(refused.getResultCode())) {
        pool.releaseDefunctConnection(connection);
        throw refused;
      }
      pool.releaseConnection(connection);
      return false;
    }
  }

  @Override
  public void close() {
    pool.close();
  }
}
