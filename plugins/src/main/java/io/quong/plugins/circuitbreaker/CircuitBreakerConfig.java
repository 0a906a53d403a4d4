package io.quong.plugins.circuitbreaker;

import io.quong.schema.rule.Between;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Match;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.Set;

/**
 * The configuration of circuit-breaker.
 *
 * @param failureRate per cent of the calls in the window, from which on it opens
 * @param window how many calls or seconds are looked at
 * @param windowType what the window counts
 * @param minRequests calls that must be in the window before it can open
 * @param slowCall milliseconds until the head of the response, above which a call is slow; null:
 *     none is
 * @param slowRate per cent of slow calls, from which on it opens
 * @param openFor seconds until it tries again
 * @param halfOpenRequests calls that it lets through to try
 * @param failures statuses that count as failures, {@code connect} and {@code timeout}
 */
public record CircuitBreakerConfig(
    @Required @Default("50") @Between(min = 1, max = 100) Integer failureRate,
    @Required @Default("100") @Between(min = 1, max = 10_000) Integer window,
    @Required @Default("\"requests\"") @OneOf({"requests", "seconds"}) String windowType,
    @Required @Default("10") @GreaterThan(0) Integer minRequests,
    @GreaterThan(0) Integer slowCall,
    @Required @Default("100") @Between(min = 1, max = 100) Integer slowRate,
    @Required @Default("30") @Between(min = 1, max = 86_400) Integer openFor,
    @Required @Default("3") @Between(min = 1, max = 1_000) Integer halfOpenRequests,
    @Required
        @Default("[\"500\", \"502\", \"503\", \"504\", \"connect\", \"timeout\"]")
        @Length(min = 1)
        Set<@Match(@Match.Pattern("^([1-5][0-9][0-9]|connect|timeout)$")) String> failures) {}
