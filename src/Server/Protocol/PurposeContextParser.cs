using System.Text.Json;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Server.Protocol;

/// <summary>Reads the <c>purpose</c> context.</summary>
/// <remarks>Source: Client Context draft, purpose context; client-context digest §3.1 to §3.3, §4 steps 8, 13 and the syntax of 14.</remarks>
internal static class PurposeContextParser
{
    private const int MaxKind = 512;
    private const int MaxText = 256;
    private const int MaxDescription = 2000;
    private const int MaxLocale = 35;

    // Ten years: no Mission is longer, so a longer bound bounds nothing.
    private const long MostSeconds = 10L * 365 * 24 * 3600;

    private static readonly string[] Types = ["agent", "service"];

    /// <summary>Reads a purpose.</summary>
    /// <param name="purpose">The object.</param>
    public static Parsed<RequestedPurposeContext> Parse(ContextMember purpose)
    {
        // 8
        if (purpose.Text("kind", MaxKind) is not { } kind || !AbsoluteUri.Is(kind))
        {
            return Refuse("purpose.kind has to be an absolute URI");
        }

        // 7
        if (!purpose.TryObject("params", out ContextMember? parameters)
            || !purpose.TryObject("display", out ContextMember? display)
            || !purpose.TryObject("actor", out ContextMember? actor)
            || !purpose.TryObject("constraints", out ContextMember? constraints))
        {
            return Refuse("purpose.params, display, actor and constraints have to be objects");
        }

        RequestedPurposeContext read = new() { Kind = kind, Params = parameters?.Value ?? default };
        return Display(display, read).Bind(shown => Actor(actor, shown)).Bind(acted => Constraints(constraints, acted));
    }

    private static Parsed<RequestedPurposeContext> Display(ContextMember? sent, RequestedPurposeContext read)
    {
        if (sent is not { } display)
        {
            return read;
        }

        if (!display.IsTextOrAbsent("title", MaxText) || !display.IsTextOrAbsent("description", MaxDescription) || !display.IsTextOrAbsent("locale", MaxLocale))
        {
            return Refuse($"purpose.display has to be texts: title to {MaxText}, description to {MaxDescription}, locale to {MaxLocale} characters");
        }

        RequestedDisplay words = new(display.Text("title", MaxText), display.Text("description", MaxDescription), display.Text("locale", MaxLocale));
        return ShownText.IsHonest(words.Title) && ShownText.IsHonest(words.Description) && ShownText.IsLocale(words.Locale)
            ? read with { Display = words }
            : Refuse("purpose.display has characters that a person would not see, or a locale that is none");
    }

    // 13
    private static Parsed<RequestedPurposeContext> Actor(ContextMember? sent, RequestedPurposeContext read)
    {
        if (sent is not { } actor)
        {
            return read;
        }

        if (actor.Text("type", MaxText) is not { } type || !actor.IsTextOrAbsent("id", MaxText) || !actor.IsTextOrAbsent("sub", MaxText))
        {
            return Refuse("purpose.actor.type has to be a text, and id and sub when they are sent");
        }

        if (actor.Text("id", MaxText) is { } id && actor.Text("sub", MaxText) is { } person)
        {
            if (Types.Contains(type, StringComparer.Ordinal) && id == person)
            {
                return Refuse("purpose.actor.id of an agent or a service is not a person");
            }

            if (type == "user" && id != person)
            {
                return Refuse("purpose.actor.id and sub of a user are one person");
            }
        }

        return read with { Actor = new AdvisoryActor(type, actor.Text("id", MaxText)) };
    }

    // 14
    private static Parsed<RequestedPurposeContext> Constraints(ContextMember? sent, RequestedPurposeContext read)
    {
        if (sent is not { } constraints)
        {
            return read;
        }

        if (constraints.Value.TryGetProperty("expires_at", out _))
        {
            if (!FactText.TryInstant(constraints.Text("expires_at", MaxText), out DateTimeOffset end))
            {
                return Refuse("purpose.constraints.expires_at has to be a date-time (RFC 3339)");
            }

            read = read with { ExpiresAt = end };
        }

        if (constraints.Value.TryGetProperty("max_duration", out JsonElement duration))
        {
            if (duration.ValueKind != JsonValueKind.Number || !duration.TryGetInt64(out long seconds) || seconds < 0)
            {
                return Refuse("purpose.constraints.max_duration has to be a whole number of seconds from 0");
            }

            read = read with { MaxDuration = TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds)) };
        }

        return read;
    }

    private static OAuthError Refuse(string problem) => OAuthErrors.InvalidClientContextValue.Because(problem);
}
