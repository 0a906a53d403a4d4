package io.quong.admin.api;

import static io.restassured.RestAssured.given;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quong.admin.fixture.TestAdminApi;
import io.restassured.RestAssured;
import io.restassured.config.EncoderConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every kind of error object, whole. */
class AdminErrorsTest {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ID = "0a000000-0000-4000-8000-000000000001";
  private static TestAdminApi api;

  @BeforeAll
  static void start() throws Exception {
    api = new TestAdminApi("errors", Guard.OPEN);
  }

  @AfterAll
  static void stop() {
    api.close();
  }

  @BeforeEach
  void empty() throws Exception {
    api.clear();
  }

  private static RequestSpecification json(String body) {
    return given().port(api.port()).contentType("application/json").body(body);
  }

  private static RequestSpecification form(String body) {
    // The body is a form already: left alone, REST Assured would want to encode it itself.
    return given()
        .config(
            RestAssured.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .encodeContentTypeAs("application/x-www-form-urlencoded", ContentType.TEXT)
                        .appendDefaultContentCharsetToContentTypeIfUndefined(false)))
        .port(api.port())
        .contentType("application/x-www-form-urlencoded")
        .body(body);
  }

  private static RequestSpecification nothing() {
    return given().port(api.port()).urlEncodingEnabled(false);
  }

  private static void says(int status, String body, Response response) throws Exception {
    assertEquals(status, response.statusCode(), response.asString());
    assertEquals(JSON.readTree(body), JSON.readTree(response.asString()));
  }

  private static void made(Response response) {
    assertEquals(201, response.statusCode(), response.asString());
  }

  @Test
  void anIdThatIsNone() throws Exception {
    says(
        400,
        """
        {"code": 1, "name": "invalid primary key",
         "message": "invalid primary key: '{id=\\"expected a valid UUID\\"}'",
         "fields": {"id": "expected a valid UUID"}}""",
        nothing().get("/ca_certificates/x"));
  }

  @Test
  void fieldsThatAreWrong() throws Exception {
    says(
        400,
        """
        {"code": 2, "name": "schema violation",
         "message": "2 schema violations (host: required field missing; port: expected an integer)",
         "fields": {"host": "required field missing", "port": "expected an integer"}}""",
        json("{\"port\": \"80\"}").post("/services"));
  }

  @Test
  void anIdThatIsTaken() throws Exception {
    String body = "{\"id\": \"" + ID + "\", \"host\": \"a.test\"}";
    made(json(body).post("/services"));
    says(
        400,
        """
        {"code": 3, "name": "primary key violation",
         "message": "primary key violation on key '{id=\\"%s\\"}'", "fields": {"id": "%s"}}"""
            .formatted(ID, ID),
        json(body).post("/services"));
  }

  @Test
  void aReferenceToNothing() throws Exception {
    says(
        400,
        """
        {"code": 4, "name": "foreign key violation",
         "message": "the foreign key '{id=\\"%s\\"}' does not reference an existing 'services' entity.",
         "fields": {"service": {"id": "%s"}}}"""
            .formatted(ID, ID),
        json("{\"paths\": [\"/a\"], \"service\": {\"id\": \"" + ID + "\"}}").post("/routes"));
  }

  @Test
  void whatIsReferredToStays() throws Exception {
    made(json("{\"name\": \"s\", \"host\": \"a.test\"}").post("/services"));
    made(json("{\"paths\": [\"/a\"], \"service\": {\"name\": \"s\"}}").post("/routes"));
    says(
        400,
        """
        {"code": 4, "name": "foreign key violation",
         "message": "an existing 'routes' entity references this 'services' entity",
         "fields": {"@referenced_by": "routes"}}""",
        nothing().delete("/services/s"));
  }

  @Test
  void aNameThatIsTaken() throws Exception {
    made(json("{\"username\": \"bob\"}").post("/consumers"));
    says(
        409,
        """
        {"code": 5, "name": "unique constraint violation",
         "message": "UNIQUE violation detected on '{username=\\"bob\\"}'",
         "fields": {"username": "bob"}}""",
        json("{\"username\": \"bob\"}").post("/consumers"));
  }

  @Test
  void fieldsThatAreUniqueTogether() throws Exception {
    made(json("{\"name\": \"key-auth\"}").post("/plugins"));
    says(
        409,
        """
        {"code": 5, "name": "unique constraint violation",
         "message": "UNIQUE violation detected on '{consumer=null,name=\\"key-auth\\",route=null,service=null}'",
         "fields": {"consumer": null, "name": "key-auth", "route": null, "service": null}}""",
        json("{\"name\": \"key-auth\"}").post("/plugins"));
  }

  @Test
  void aPatchOfNothing() throws Exception {
    says(
        404,
        """
        {"code": 6, "name": "not found",
         "message": "could not find the entity with '{name=\\"none\\"}'",
         "fields": {"name": "none"}}""",
        json("{}").patch("/services/none"));
    says(404, "{\"message\": \"Not found\"}", json("{}").patch("/plugins/" + ID));
  }

  @Test
  void offsetsThatAreNone() throws Exception {
    says(
        400,
        """
        {"code": 7, "name": "invalid offset",
         "message": "'%' is not a valid offset: bad base64 encoding"}""",
        nothing().get("/services?offset=%25"));
    says(
        400,
        """
        {"code": 7, "name": "invalid offset",
         "message": "'abcd' is not a valid offset: bad json encoding"}""",
        nothing().get("/services?offset=abcd"));
  }

  @Test
  void aSizeThatIsNone() throws Exception {
    says(
        400,
        """
        {"code": 9, "name": "invalid size",
         "message": "size must be an integer between 1 and 1000"}""",
        nothing().get("/services?size=1001"));
  }

  @Test
  void aNameThatCannotBe() throws Exception {
    Response response = nothing().get("/services/a%20b");
    assertEquals(400, response.statusCode());
    assertEquals(10, response.jsonPath().getInt("code"));
    assertEquals("invalid unique name", response.jsonPath().getString("name"));
  }

  @Test
  void aFilterThatCannotBe() throws Exception {
    says(
        400,
        """
        {"code": 11, "name": "invalid options",
         "message": "invalid option (tags: invalid filter syntax)",
         "options": {"tags": "invalid filter syntax"}}""",
        nothing().get("/services?tags=a,b/c"));
  }

  @Test
  void aReferenceByANameThatIsNone() throws Exception {
    String cannot =
        "the foreign key cannot be resolved with '{name=\\\"x\\\"}' for an existing 'services' entity";
    says(
        400,
        """
        {"code": 13, "name": "foreign keys unresolved",
         "message": "foreign key unresolved (service.name: %s)",
         "fields": {"service": {"name": "%s"}}}"""
            .formatted(cannot, cannot),
        json("{\"paths\": [\"/a\"], \"service\": {\"name\": \"x\"}}").post("/routes"));
  }

  @Test
  void bodiesThatAreNone() throws Exception {
    String unparsable = "{\"message\": \"Cannot parse JSON body\"}";
    for (String body : new String[] {"{", "[1]", "\"x\"", "7", "null", "{} {}"}) {
      says(400, unparsable, json(body).post("/services"));
    }
    assertEquals(
        415, given().port(api.port()).contentType("text/plain").body("x").post("/x").statusCode());
  }

  @Test
  void aBodyThatIsTooLarge() {
    Response response = json("x".repeat(11 << 20)).post("/services");
    assertEquals(413, response.statusCode());
    assertEquals("close", response.header("Connection"));
  }

  @Test
  void argumentsThatAreTooMany() throws Exception {
    says(400, "{\"message\": \"Too many arguments\"}", form(arguments(1_001)).post("/services"));
    assertEquals(2, form(arguments(1_000)).post("/services").jsonPath().getInt("code"));
  }

  private static String arguments(int count) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < count; i++) {
      query.append('a').append(i).append("=&");
    }
    return query.toString();
  }

  @Test
  void pathsAndMethodsThatAreNone() throws Exception {
    says(404, "{\"message\": \"Not found\"}", nothing().get("/services/x/nothing"));
    says(405, "{\"message\": \"Method not allowed\"}", nothing().delete("/services"));
    Response options = nothing().options("/services/x");
    assertEquals(204, options.statusCode());
    assertEquals("DELETE, GET, HEAD, OPTIONS, PATCH, PUT", options.header("Allow"));
  }

  @Test
  void aDatabaseThatIsAway() throws Exception {
    try (TestAdminApi away = new TestAdminApi("away", Guard.OPEN)) {
      away.database().pool().close();
      String unavailable = "{\"message\": \"the database cannot be reached now; try again later\"}";
      says(503, unavailable, given().port(away.port()).get("/services"));
      says(
          503,
          unavailable,
          given()
              .port(away.port())
              .contentType("application/json")
              .body("{\"host\": \"a.test\"}")
              .post("/services"));
    }
  }
}
