package io.quong.dataplane.listen;

import io.quong.dataplane.runtime.ServerCertificate;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/** Serves one of several certificates by the kind of key that a client asks for. */
final class PairKeyManager extends X509ExtendedKeyManager {
  private final List<ServerCertificate.Pair> pairs;

  PairKeyManager(List<ServerCertificate.Pair> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  @Override
  public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
    for (int i = 0; i < pairs.size(); i++) {
      if (fits(keyType, pairs.get(i).key().getAlgorithm())) {
        return Integer.toString(i);
      }
    }
    return null;
  }

  /** Key types are names of algorithms, or of how they sign ({@code RSASSA-PSS}). */
  private static boolean fits(String keyType, String algorithm) {
    return keyType.equals(algorithm)
        || (keyType.equals("RSASSA-PSS") && algorithm.equals("RSA"))
        || (keyType.equals("EdDSA") && algorithm.startsWith("Ed"))
        || (keyType.startsWith("EC_") && algorithm.equals("EC"));
  }

  @Override
  public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
    return chooseEngineServerAlias(keyType, issuers, null);
  }

  @Override
  public String[] getServerAliases(String keyType, Principal[] issuers) {
    String alias = chooseEngineServerAlias(keyType, issuers, null);
    return alias == null ? null : new String[] {alias};
  }

  @Override
  public X509Certificate[] getCertificateChain(String alias) {
    return pairs.get(Integer.parseInt(alias)).chain().toArray(X509Certificate[]::new);
  }

  @Override
  public PrivateKey getPrivateKey(String alias) {
    return pairs.get(Integer.parseInt(alias)).key();
  }

  @Override
  public String[] getClientAliases(String keyType, Principal[] issuers) {
    return null;
  }

  @Override
  public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
    return null;
  }
}
