package io.quong.uri;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class PathNormaliserTest {
  @Test
  void decodesAllButReservedBytes() {
    assertEquals("/Az0-._~", PathNormaliser.ofRequest("/%41%7a%30%2D%2e%5F%7e"));
    assertEquals("/a%2Fb%3Fc%23d", PathNormaliser.ofRequest("/a%2fb%3fc%23d"));
    assertEquals("/%2525", PathNormaliser.ofRequest("/%25%32%35"));
    assertEquals("/\n\u0001\u007f", PathNormaliser.ofRequest("/%0a%01%7f"));
    assertEquals("/\u00e4\u00b8\u00ad", PathNormaliser.ofRequest("/%e4%b8%ad"));
  }

  @Test
  void takesOutDotSegmentsAndEmptyOnes() {
    assertEquals("/k/b", PathNormaliser.ofRequest("/k/a/../b"));
    assertEquals("/k/b", PathNormaliser.ofRequest("/k/a/%2e%2E/b"));
    assertEquals("/k/", PathNormaliser.ofRequest("/k/a/.."));
    assertEquals("/k/a/", PathNormaliser.ofRequest("/k/a/."));
    assertEquals("/k/..a/.b/c..", PathNormaliser.ofRequest("/k/..a/.b/c.."));
    assertEquals("/k/a/.../b", PathNormaliser.ofRequest("/k/a/...//b"));
    assertEquals("/", PathNormaliser.ofRequest("//"));
    assertEquals("/p/x", PathNormaliser.ofRequest("//p//x"));
    assertEquals("/", PathNormaliser.ofRequest("/p/.."));
    assertEquals("/p/y", PathNormaliser.ofRequest("/./p/../p/y"));
    assertEquals("/p/%2F/..%2F", PathNormaliser.ofRequest("/p/%2f/..%2f"));
    assertEquals("/k/a/b/", PathNormaliser.ofRequest("/k/a///b//"));
  }

  @Test
  void refusesWhatNginxRefuses() {
    assertNull(PathNormaliser.ofRequest("/../../k"));
    assertNull(PathNormaliser.ofRequest("/%2e%2e/p"));
    assertNull(PathNormaliser.ofRequest("/k/../../etc"));
    assertNull(PathNormaliser.ofRequest("/.."));
    assertNull(PathNormaliser.ofRequest("/..%2fadmin"));
    assertEquals("/a/..%2Fadmin", PathNormaliser.ofRequest("/a/..%2fadmin"));
    assertNull(PathNormaliser.ofRequest("/a%zzb"));
    assertNull(PathNormaliser.ofRequest("/a%"));
    assertNull(PathNormaliser.ofRequest("/a%4"));
    assertNull(PathNormaliser.ofRequest("/%00"));
    assertNull(PathNormaliser.ofRequest("/%u0041"));
  }

  @Test
  void configuredPathsAreUnicode() {
    assertEquals("/ø", PathNormaliser.ofText("/%C3%B8"));
    assertEquals("/b", PathNormaliser.ofText("/a/../b"));
    assertEquals("/a", PathNormaliser.ofText("/%61"));
    assertEquals("/en%2Fd", PathNormaliser.ofText("/en%2fd"));
    assertEquals("/café x", PathNormaliser.ofText("/café x"));
  }

  @Test
  void normalisingTwiceChangesNothingMore() {
    Random random = new Random(7);
    String alphabet = "/./%2e2Ff%41ab;?é".replace("é", "\u00e9");
    for (int i = 0; i < 200_000; i++) {
      StringBuilder path = new StringBuilder("/");
      for (int n = random.nextInt(14); n > 0; n--) {
        path.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String once = PathNormaliser.ofRequest(path.toString());
      if (once != null) {
        assertEquals(once, PathNormaliser.ofRequest(once), path.toString());
      }
    }
  }

  @Test
  void escapesWhatMayNotStandInARequestLine() {
    assertEquals("/%7B%7C%7D%22%3C%3E%5E%60%5C", PathEscaper.escape("/{|}\"<>^`\\"));
    assertEquals("/a+b%2Bc;d=1,2@x:y!$&'()*", PathEscaper.escape("/a+b%2Bc;d=1,2@x:y!$&'()*"));
    assertEquals("/%C3%A9%0A%7F%20", PathEscaper.escape("/\u00c3\u00a9\n\u007f "));
  }
}
