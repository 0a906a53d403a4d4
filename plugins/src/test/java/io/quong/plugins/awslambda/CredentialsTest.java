package io.quong.plugins.awslambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class CredentialsTest {
  @Test
  void theyAreNotTold() {
    assertEquals("Credentials", new Credentials("a", "b", null).toString());
  }
}
