using System.Text.Json;
using Json.Schema;
using MissionPolicy.Engine.Canonical;

namespace MissionPolicy.Engine.Params.Guarded;

/// <summary>What a handler says about the members and items that it has judged.</summary>
/// <remarks><c>unevaluatedProperties</c> and <c>unevaluatedItems</c> rest on it.</remarks>
internal static class GuardedAnnotations
{
    /// <summary>All of them.</summary>
    public static JsonElement All { get; } = JsonElement.Parse("true");

    /// <summary>Some members.</summary>
    public static JsonElement Names(IEnumerable<string> names) =>
        JsonElement.Parse($"[{string.Join(',', names.Select(CanonicalJson.Quote))}]");

    /// <summary>The answer of a keyword whose schemas all have to accept.</summary>
    public static KeywordEvaluation Result(string keyword, List<EvaluationResults> details, JsonElement? annotation) =>
        new() { Keyword = keyword, IsValid = details.TrueForAll(result => result.IsValid), Details = [.. details], Annotation = annotation };
}
