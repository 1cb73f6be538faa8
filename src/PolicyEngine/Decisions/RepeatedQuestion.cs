using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Decisions;

/// <summary>What a person is asked, by its parts and without its values, so that a question that was declined is known again.</summary>
/// <remarks>The values stay out: a window that is moved by a second is the same question. So do audit-only params, which decide nothing.
/// Source: article, "Consent Fatigue Is the Failure Mode".</remarks>
public static class RepeatedQuestion
{
    private const string Tenant = "tenant";
    private const string LongerLife = "lifetime";
    private const string Authority = "authority.";
    private const string Param = "params.";

    /// <summary>The parts of a question for a Mission that takes no other's place.</summary>
    public static ValueArray<string> ForNew { get; } = ["new"];

    /// <summary>The reason when the person declined the question a short while ago.</summary>
    /// <param name="wait">For how long it is remembered still.</param>
    public static Reason Declined(TimeSpan wait) => Standings.Declined with { RetryAfter = Prompting.WholeSeconds(wait) };

    /// <summary>The parts of a question for a Mission that takes the place of another: what differs from what that one holds.</summary>
    /// <param name="purpose">The purpose.</param>
    /// <param name="held">The tenant, params and end of the Mission.</param>
    /// <param name="asked">The tenant, params and end that are asked for; no end asks for no longer life.</param>
    /// <returns>The parts, sorted; never empty.</returns>
    public static ValueArray<string> ForReplacement(CompiledPurpose purpose, QuestionValues held, QuestionValues asked)
    {
        using JsonDocument before = JsonDocument.Parse(held.ParamsJson);
        using JsonDocument after = JsonDocument.Parse(asked.ParamsJson);
        ValueArray<string> parts = purpose.Entry.Params.Governing
            .Where(name => Text(before.RootElement, name) != Text(after.RootElement, name))
            .Select(name => Param + name)
            .Concat(held.Tenant == asked.Tenant ? [] : [Tenant])
            .Concat(asked.End > held.End ? [LongerLife] : [])
            .Concat(Operations(asked).Except(Operations(held)))
            .ToSortedSet();
        return parts.IsEmpty ? ["renewal"] : parts;
    }

    /// <summary>Whether a question repeats one that was declined: it asks for
    /// everything that the person said no to, and perhaps for more.</summary>
    /// <param name="asked">The parts of the question.</param>
    /// <param name="declined">The parts of the questions that were declined.</param>
    public static bool Is(ValueArray<string> asked, IEnumerable<ValueArray<string>> declined) =>
        declined.Any(parts => !parts.IsEmpty && parts.All(asked.Contains));

    private static IEnumerable<string> Operations(QuestionValues values) =>
        values.Authority is null ? [] : values.Authority.Items.SelectMany(
        item => item.Resources.SelectMany(resource => item.Operations.Select(operation => $"{Authority}{resource}.{operation}")));

    private static string? Text(JsonElement parameters, string name) =>
        parameters.TryGetProperty(name, out JsonElement value) ? CanonicalJson.Serialize(value) : null;
}
