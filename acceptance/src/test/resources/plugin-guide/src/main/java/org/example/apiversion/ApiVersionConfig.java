package org.example.apiversion;

import io.quong.schema.rule.Between;
import io.quong.schema.rule.Default;
import io.quong.schema.rule.Length;
import io.quong.schema.rule.Required;
import java.util.List;

/** What an instance is configured with; on the wire in snake case. */
public record ApiVersionConfig(
    @Required @Length(min = 1) List<String> allowed,
    @Required @Default("[]") List<String> deprecated,
    @Required @Default("\"X-API-Version\"") String headerName,
    @Default("400") @Between(min = 400, max = 499) Integer status) {}
