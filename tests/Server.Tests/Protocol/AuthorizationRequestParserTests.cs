using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Tests.Protocol;

/// <summary>RFC 6749 §4.1.1, OpenID Connect Core §3.1.2.1, RFC 7636 §4.3, RFC 8707 §2, RFC 9449 §10.</summary>
public sealed class AuthorizationRequestParserTests
{
    private const string Challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    [Fact]
    public void A_whole_request_is_read()
    {
        AuthorizationRequest request = Valid(new()
        {
            ["response_mode"] = "form_post", ["scope"] = "openid offline_access openid", ["state"] = "af0ifjsldkj", ["nonce"] = "n-0S6_WzA2Mj",
            ["prompt"] = "login consent", ["max_age"] = "300", ["acr_values"] = "phr mfa", ["login_hint"] = "ada@example.com",
            ["dpop_jkt"] = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I", ["resource"] = "https://calendar-api.example.com", ["something_else"] = "ignored",
        });
        Assert.Equal(("assistant", "https://client.example.com/cb", ResponseType.Code, ResponseMode.FormPost), (request.ClientId, request.RedirectUri, request.ResponseType, request.ResponseMode));
        Assert.Equal(["offline_access", "openid"], request.Scopes);
        Assert.Equal(["login", "consent"], request.Prompts);
        Assert.Equal(["phr", "mfa"], request.AcrValues);
        Assert.Equal(["https://calendar-api.example.com"], request.Resources);
        Assert.Equal(TimeSpan.FromMinutes(5), request.MaxAge);
        Assert.Equal((Challenge, "af0ifjsldkj", "n-0S6_WzA2Mj"), (request.CodeChallenge, request.State, request.Nonce));
    }

    [Theory]
    [InlineData("code", "Code")]
    [InlineData("deferred_code", "DeferredCode")]
    [InlineData("deferred_code code", "DeferredCodeOrCode")]
    [InlineData("code deferred_code", "DeferredCodeOrCode")]
    public void The_order_of_the_words_of_response_type_does_not_matter(string text, string type) =>
        Assert.Equal(type, Valid(new() { ["response_type"] = text }).ResponseType.ToString());

    [Theory]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("response_type", "code token", "unsupported_response_type")]
    [InlineData("response_type", "code code", "unsupported_response_type")]
    [InlineData("response_type", "CODE", "unsupported_response_type")]
    [InlineData("response_type", "code ", "unsupported_response_type")]
    [InlineData("response_type", "", "invalid_request")]
    [InlineData("client_id", "", "invalid_request")]
    [InlineData("redirect_uri", "", "invalid_request")]
    [InlineData("response_mode", "fragment", "invalid_request")]
    [InlineData("response_mode", "query.jwt", "invalid_request")]
    [InlineData("scope", "openid \"mail\"", "invalid_scope")]
    [InlineData("scope", "openid ma\\il", "invalid_scope")]
    [InlineData("scope", "openid\tmail", "invalid_scope")]
    [InlineData("scope", "openid größe", "invalid_scope")]
    [InlineData("state", "größe", "invalid_request")]
    [InlineData("state", "a\nb", "invalid_request")]
    [InlineData("code_challenge", "", "invalid_request")]
    [InlineData("code_challenge", "tooshort", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "invalid_request")]
    [InlineData("code_challenge", "dBjftJeZ4CVP+mB92K27uhbUJU1p1r/wW1gFWFOEjXk", "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", "s256", "invalid_request")]
    [InlineData("code_challenge_method", "", "invalid_request")]
    [InlineData("prompt", "none login", "invalid_request")]
    [InlineData("prompt", "create", "invalid_request")]
    [InlineData("prompt", "Login", "invalid_request")]
    [InlineData("max_age", "-1", "invalid_request")]
    [InlineData("max_age", "1.5", "invalid_request")]
    [InlineData("max_age", "soon", "invalid_request")]
    [InlineData("max_age", " 1", "invalid_request")]
    [InlineData("max_age", "99999999999", "invalid_request")]
    [InlineData("dpop_jkt", "0ZcOCORZNYy", "invalid_request")]
    [InlineData("dpop_jkt", "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I=", "invalid_request")]
    [InlineData("resource", "calendar", "invalid_target")]
    [InlineData("resource", "/calendar", "invalid_target")]
    [InlineData("resource", "https://api.example.com/#part", "invalid_target")]
    [InlineData("resource", "https://", "invalid_target")]
    [InlineData("resource", "https://api.example.com/a b", "invalid_target")]
    [InlineData("authorization_details", "{}", "invalid_authorization_details")]
    [InlineData("client_context", "[]", "invalid_client_context")]
    public void A_broken_parameter_is_refused_with_its_code(string name, string value, string code) => Assert.Equal(code, Refused(new() { [name] = value }).Code);

    [Theory]
    [InlineData("state")]
    [InlineData("nonce")]
    [InlineData("scope")]
    [InlineData("redirect_uri")]
    [InlineData("login_hint")]
    public void A_parameter_may_not_be_endless(string name) => Assert.Equal("invalid_request", Refused(new() { [name] = new string('a', 2049) }).Code);

    [Theory]
    [InlineData("none")]
    [InlineData("login")]
    [InlineData("select_account consent login")]
    public void Known_prompts_are_read(string text) => Assert.Equal(text.Split(' '), Valid(new() { ["prompt"] = text }).Prompts);

    [Fact]
    public void A_max_age_of_zero_is_not_an_absent_one() => Assert.Equal(TimeSpan.Zero, Valid(new() { ["max_age"] = "0" }).MaxAge);

    [Fact]
    public void Every_resource_counts()
    {
        FormParameters form = Form(Good().Append(new("resource", "https://a.example.com")).Append(new("resource", "urn:example:b")));
        Assert.Equal(["https://a.example.com", "urn:example:b"], AuthorizationRequestParser.Parse(form).Match(request => request.Resources, _ => []));
    }

    [Fact]
    public void A_parameter_twice_never_reaches_the_parser() =>
        Assert.Equal("invalid_request", FormParameters.Parse("client_context=%7B%7D&client_context=%7B%7D", FormParameters.Repeatable).Match<string?>(_ => null, error => error.Code));

    private static Dictionary<string, string> Good() => new()
    {
        ["client_id"] = "assistant", ["redirect_uri"] = "https://client.example.com/cb", ["response_type"] = "code",
        ["code_challenge"] = Challenge, ["code_challenge_method"] = "S256",
    };

    private static FormParameters Form(IEnumerable<KeyValuePair<string, string>> pairs) =>
        FormParameters.From(pairs, FormParameters.Repeatable).Match(form => form, error => throw new InvalidOperationException(error.Description));

    private static Parsed<AuthorizationRequest> Parse(Dictionary<string, string> changes)
    {
        Dictionary<string, string> pairs = Good();
        foreach ((string name, string value) in changes)
        {
            pairs[name] = value;
        }

        return AuthorizationRequestParser.Parse(Form(pairs));
    }

    private static AuthorizationRequest Valid(Dictionary<string, string> changes) =>
        Parse(changes).Match(request => request, error => throw new InvalidOperationException(error.Description));

    private static OAuthError Refused(Dictionary<string, string> changes) =>
        Parse(changes).Match(_ => throw new InvalidOperationException("accepted"), error => error);
}
