package io.quong.plugins.awslambda;

import java.util.function.UnaryOperator;

/**
 * Who asks Lambda.
 *
 * @param token of temporary credentials; null for others
 */
record Credentials(String key, String secret, String token) {
  /**
   * The configured ones, else those of the environment; null when neither is there.
   *
   * @param environment a variable's value by its name
   */
  static Credentials of(AwsLambdaConfig config, UnaryOperator<String> environment) {
    if (config.awsKey() != null) {
      return new Credentials(config.awsKey(), config.awsSecret(), null);
    }
    String key = environment.apply("AWS_ACCESS_KEY_ID");
    String secret = environment.apply("AWS_SECRET_ACCESS_KEY");
    return key == null || secret == null
        ? null
        : new Credentials(key, secret, environment.apply("AWS_SESSION_TOKEN"));
  }

  @Override
  public String toString() {
    return "Credentials";
  }
}
