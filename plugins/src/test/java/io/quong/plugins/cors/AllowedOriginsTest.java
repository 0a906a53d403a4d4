package io.quong.plugins.cors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AllowedOriginsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "foo.test; http://any.test; foo.test",
        "foo.test; ; foo.test",
        "foo\\.test; http://foo.test:80; http://foo.test",
        "foo\\.test; http://foo.test:8000; http://foo.test:8000",
        "foo\\.test; http://evilfoo.test; ",
        "(.*[./])?foo\\.test:8000; https://foo.test:8000; https://foo.test:8000",
        "(.*[./])?foo\\.test:8000; http://foo.test:80; ",
        "^http://(.*[.])?foo\\.test(:(80|90))?$; http://a.foo.test:90; http://a.foo.test:90",
        "^http://(.*[.])?foo\\.test(:(80|90))?$; https://foo.test; ",
        "foo.bar,*; http://a.test; *",
        "foo.bar,*; ; ",
        "http://a.test:80,https://b.test:443; http://a.test; http://a.test",
        "http://a.test:80,https://b.test:443; https://b.test; https://b.test",
        "http://a.test:80,https://b.test:443; http://b.test:443; ",
        "c.test,d.test; http://c.test; ",
        "c.test,d.test; c.test; c.test",
        "http://a.test,d.test; HTTP://A.TEST; ",
        "http://a.test,d.test; null; "
      })
  void namesTheOriginThatMayRead(String configured, String asked, String named) {
    List<String> origins = Arrays.asList(configured.split(","));
    assertEquals(named, new AllowedOrigins(origins).answer(asked));
  }

  @Test
  void nothingConfiguredIsEveryone() {
    assertEquals("*", new AllowedOrigins(null).answer("http://a.test"));
    assertEquals("*", new AllowedOrigins(List.of()).answer(null));
    assertEquals("*", new AllowedOrigins(List.of("*")).answer(null));
  }
}
