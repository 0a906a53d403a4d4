package io.quong.entity;

import io.quong.schema.rule.Between;
import io.quong.schema.rule.Condition;
import io.quong.schema.rule.ConditionalAtLeastOneOf;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Required;
import io.quong.schema.rule.SubschemaFor;
import io.quong.schema.rule.Subschemas;
import io.quong.schema.rule.Variation;

/** Routes of nodes with the router flavour {@code expressions}. */
@Variation(of = Route.class)
@Subschemas(
    key = "protocols",
    value = {
      ExpressionRoute.ForHttp.class,
      ExpressionRoute.ForStreams.class,
      ExpressionRoute.ForGrpc.class
    },
    error = "unknown type: %s")
public record ExpressionRoute(
    String expression,
    @Required @Default("0") @Between(min = 0, max = ExpressionRoute.HIGHEST_PRIORITY)
        Long priority) {
  /** The largest priority of an expression: 46 bits. */
  static final double HIGHEST_PRIORITY = (1L << 46) - 1;

  /** What is particular to routes for HTTP. */
  @SubschemaFor({"http", "https"})
  @ConditionalAtLeastOneOf(
      ifField = "protocols",
      ifMatch = @Condition(contains = "https"),
      thenFields = {"methods", "hosts", "headers", "paths", "snis", "expression"},
      error = "must set one of %s when 'protocols' is 'https'",
      elseMatch = @Condition(contains = "http"),
      elseFields = {"methods", "hosts", "headers", "paths", "expression"},
      elseError = "must set one of %s when 'protocols' is 'http'")
  record ForHttp() {}

  /** What is particular to routes for gRPC. */
  @SubschemaFor(
      value = {"grpc", "grpcs"},
      fieldsOf = GrpcRoute.class,
      except = {"sources", "destinations"})
  @ConditionalAtLeastOneOf(
      ifField = "protocols",
      ifMatch = @Condition(contains = "grpcs"),
      thenFields = {"hosts", "headers", "paths", "snis", "expression"},
      error = "must set one of %s when 'protocols' is 'grpcs'",
      elseMatch = @Condition(contains = "grpc"),
      elseFields = {"hosts", "headers", "paths", "expression"},
      elseError = "must set one of %s when 'protocols' is 'grpc'")
  record ForGrpc() {}

  /** What is particular to routes for streams. */
  @SubschemaFor(
      value = {"tcp", "tls", "udp", "tls_passthrough"},
      fieldsOf = StreamRoute.class)
  @ConditionalAtLeastOneOf(
      ifField = "protocols",
      ifMatch = @Condition(elementsOneOf = {"tcp", "tls", "udp"}),
      thenFields = {"sources", "destinations", "snis", "expression"},
      error = "must set one of %s when 'protocols' is 'tcp', 'tls' or 'udp'")
  @ConditionalAtLeastOneOf(
      ifField = "protocols",
      ifMatch = @Condition(elementsOneOf = {"tls_passthrough"}),
      thenFields = {"snis", "expression"},
      error = "must set snis when 'protocols' is 'tls_passthrough'")
  record ForStreams() {}
}
