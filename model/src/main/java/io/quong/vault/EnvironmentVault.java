package io.quong.vault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Locale;
import java.util.Map;

/**
 * Kong's vault {@code env}: a secret is an environment variable. Its name is prefix and resource in
 * upper case with underscores for dashes; the value may be a JSON object of which one member is
 * asked for.
 */
public final class EnvironmentVault {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, String> environment;

  public EnvironmentVault(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * The secret.
   *
   * @param prefix what names of variables begin with, {@code vault_env_prefix} or the vault
   *     entity's; the reference's own {@code ?prefix=} goes before it
   * @throws VaultException when there is no such variable or member
   */
  public String resolve(VaultReference reference, String prefix) throws VaultException {
    String before = reference.options().getOrDefault("prefix", prefix);
    String name = (before + reference.resource()).toUpperCase(Locale.ROOT).replace('-', '_');
    String value = environment.get(name);
    if (value == null) {
      throw new VaultException(
          "unable to load value (" + reference.resource() + ") from vault (env): not found");
    }
    return reference.key() == null ? value : member(value, reference);
  }

  private static String member(String value, VaultReference reference) throws VaultException {
    JsonNode member;
    try {
      member = JSON.readTree(value).path(reference.key());
    } catch (JsonProcessingException e) {
      // The parser's message quotes the secret.
      throw new VaultException("unable to json decode value of " + reference.resource());
    }
    if (!member.isValueNode() || member.isNull()) {
      throw new VaultException(
          "subfield " + reference.key() + " not found in JSON secret " + reference.resource());
    }
    return member.asText();
  }
}
