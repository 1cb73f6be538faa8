using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using MissionPolicy.Client.Missions;

namespace MissionPolicy.Client.Wire;

/// <summary>An error that an authorization server, a resource server or a redirect answered.</summary>
/// <remarks>Members that are not named here are ignored. Source: RFC 6749 §4.1.2.1, §5.2; the Mission members are told in
/// <c>docs/client.md</c>.</remarks>
public sealed record OAuthError
{
    private const int MaxText = 1000;

    /// <summary>The code, e.g. <c>invalid_grant</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Text for the developer. Never show it as trusted text to a person.</summary>
    /// <value>At most 1000 characters.</value>
    public string? Description { get; init; }

    /// <summary>A page about the error.</summary>
    public string? Uri { get; init; }

    /// <summary>The HTTP status; null for an error that came by redirect.</summary>
    public HttpStatusCode? Status { get; init; }

    /// <summary>Why the Mission cannot be used or could not be made, e.g. <c>mission_revoked</c> or <c>compile_failed</c>.</summary>
    public string? MissionError { get; init; }

    /// <summary>What the policy engine said, when the server tells this client.</summary>
    public MissionDecision? Decision { get; init; }

    /// <summary>Sign-in strengths that would do, for <c>insufficient_user_authentication</c>.</summary>
    public ImmutableArray<string> AcrValues { get; init; } = [];

    /// <summary>The oldest sign-in that would do.</summary>
    public TimeSpan? MaxAge { get; init; }

    /// <summary>The ready-made request for a person's approval of the crossings.</summary>
    public Reapproval? Reapproval { get; init; }

    /// <summary>What the request would have needed, where a server says so: a hint, no authority.</summary>
    public AuthorizationRemediation? Remediation { get; init; }

    /// <summary>The wait that the server asks for.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Reads a JSON error.</summary>
    internal static OAuthError? Of(WireAnswer answer)
    {
        if (answer.Fault is not null || answer.Json is not JsonElement body || body.Text("error") is not string code)
        {
            return answer.Challenge is { Error: string challenged } ? OfChallenge(challenged, answer) : null;
        }

        MissionDecision? decision = MissionDecision.Of(body.Object("mission_decision"));
        return new OAuthError
        {
            Code = Short(code)!,
            Description = Short(body.Text("error_description")),
            Uri = Short(body.Text("error_uri")),
            Status = answer.Status,
            MissionError = Short(body.Text("mission_error")),
            Decision = decision,
            AcrValues = AcrOf(body),
            MaxAge = body.Seconds("max_age"),
            Reapproval = Missions.Reapproval.Of(body.Object("reapproval"), decision?.Reasons ?? []),
            Remediation = AuthorizationRemediation.Of(body.Object("authorization_remediation")),
            RetryAfter = answer.RetryAfter,
        };
    }

    /// <summary>Reads the error of a redirect.</summary>
    internal static OAuthError OfRedirect(IReadOnlyDictionary<string, string> parameters) => new()
    {
        Code = Short(parameters["error"])!,
        Description = Short(parameters.GetValueOrDefault("error_description")),
        Uri = Short(parameters.GetValueOrDefault("error_uri")),
        MissionError = Short(parameters.GetValueOrDefault("mission_error")),
        RetryAfter = int.TryParse(parameters.GetValueOrDefault("retry_after"), NumberStyles.None, CultureInfo.InvariantCulture, out int wait) ? TimeSpan.FromSeconds(wait) : null,
    };

    private static OAuthError OfChallenge(string code, WireAnswer answer) => new()
    {
        Code = Short(code)!,
        Description = Short(answer.Challenge!.Parameters.GetValueOrDefault("error_description")),
        Status = answer.Status,
        AcrValues = Words(answer.Challenge.Parameters.GetValueOrDefault("acr_values")),
        MaxAge = int.TryParse(answer.Challenge.Parameters.GetValueOrDefault("max_age"), out int age) && age >= 0 ? TimeSpan.FromSeconds(age) : null,
        Remediation = AuthorizationRemediation.OfChallenge(answer.Challenge.Parameters.GetValueOrDefault("authorization_remediation")),
        RetryAfter = answer.RetryAfter,
    };

    private static ImmutableArray<string> AcrOf(JsonElement body) =>
        body.Texts("acr_values") is { IsEmpty: false } list ? list : Words(body.Text("acr_values"));

    private static ImmutableArray<string> Words(string? text) => [.. (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private static string? Short(string? text) => text is { Length: > MaxText } ? text[..MaxText] : text;
}
