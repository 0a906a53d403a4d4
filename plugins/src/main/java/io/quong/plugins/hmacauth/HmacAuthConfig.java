package io.quong.plugins.hmacauth;

import io.quong.schema.rule.Default;
import io.quong.schema.rule.GreaterThan;
import io.quong.schema.rule.OneOf;
import io.quong.schema.rule.Required;
import java.util.List;

/** The configuration of hmac-auth. */
public record HmacAuthConfig(
    @Required @Default("false") Boolean hideCredentials,
    @Default("300") @GreaterThan(0) Double clockSkew,
    String anonymous,
    @Required @Default("false") Boolean validateRequestBody,
    @Default("[]") List<String> enforceHeaders,
    @Default("[\"hmac-sha1\", \"hmac-sha256\", \"hmac-sha384\", \"hmac-sha512\"]")
        List<@OneOf({"hmac-sha1", "hmac-sha256", "hmac-sha384", "hmac-sha512"}) String> algorithms,
    @Required(false) String realm) {}
