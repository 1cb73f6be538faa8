using System.Text.Json;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Protocol;

/// <summary>A standard refusal: what goes on the wire, as a value. Take one from <see cref="OAuthErrors"/> and describe it.</summary>
/// <remarks>Source: RFC 6749 §5.2.</remarks>
internal sealed record OAuthError
{
    /// <summary>The <c>error</c> value.</summary>
    public required string Code { get; init; }

    /// <summary>The HTTP status of a direct (not redirected) answer.</summary>
    public required int Status { get; init; }

    /// <summary>The section that defines the code.</summary>
    public required string Source { get; init; }

    /// <summary>The <c>error_description</c>, or null; never holds a secret.</summary>
    public string? Description { get; init; }

    /// <summary>After how many seconds the same request may be granted; null when time alone changes nothing.</summary>
    public long? RetryAfterSeconds { get; init; }

    /// <summary>Extra members of the JSON body, in order.</summary>
    public ValueArray<OAuthErrorMember> Members { get; init; }

    /// <summary>Extra response headers, in order.</summary>
    public ValueArray<OAuthErrorHeader> Headers { get; init; }

    /// <summary>The same refusal with a description.</summary>
    /// <param name="description">For the developer at the other end; characters that RFC 6749 §5.2 forbids become <c>?</c>.</param>
    public OAuthError Because(string description) => this with { Description = Printable(description) };

    /// <summary>The same refusal with one more text member.</summary>
    /// <param name="name">The member name.</param>
    /// <param name="text">Its text.</param>
    public OAuthError WithMember(string name, string text) =>
        WithJson(name, "\"" + JsonEncodedText.Encode(text) + "\"");

    /// <summary>The same refusal with one more member.</summary>
    /// <param name="name">The member name.</param>
    /// <param name="json">Its value as serialised JSON.</param>
    public OAuthError WithJson(string name, string json) => this with { Members = [.. Members, new OAuthErrorMember(name, json)] };

    /// <summary>The same refusal with one more response header.</summary>
    /// <param name="name">The header name.</param>
    /// <param name="value">The header value.</param>
    public OAuthError WithHeader(string name, string value) => this with { Headers = [.. Headers, new OAuthErrorHeader(name, value)] };

    // RFC 6749 §5.2 allows %x20-21 / %x23-5B / %x5D-7E only.
    private static string Printable(string text) => string.Create(text.Length, text, static (span, source) =>
    {
        for (int i = 0; i < span.Length; i++)
        {
            char c = source[i];
            span[i] = c switch
            {
                '"' => '\'',
                >= ' ' and <= '~' and not '\\' => c,
                _ => '?',
            };
        }
    });
}
