using System.Text.Json;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Server.Evaluation;

/// <summary>From the entities of AuthZEN to the engine's action.</summary>
internal static class ActionOf
{
    /// <summary>The type of subjects that are people of this OP.</summary>
    public const string Person = "user";

    private static readonly string[] Reserved = ["id", "tenant", "audience"];

    /// <summary>The action of a question. What the caller leaves out stays out: the rules that need it will name it.</summary>
    public static DiscoveredAction Question(EvaluationQuestion question, CatalogVocabulary vocabulary, DateTimeOffset now) => new()
    {
        // The Mission acts for a person of this OP; a subject of any other type is somebody else.
        Subject = question.SubjectType == Person ? question.SubjectId : $"{question.SubjectType}:{question.SubjectId}",
        Tenant = question.Tenant ?? string.Empty,
        Resource = question.ResourceType,
        Operation = question.ActionName,
        Audience = question.Audience,
        At = now,
        Until = question.Until,
        PropagationAudience = question.PropagationAudience,
        PropagationDepth = question.PropagationDepth,
        Attributes =
        [
            new AttributeValue("id", FactValue.Text(question.ResourceId)),
            .. ActionReader.Attributes(
                Members(question.ResourceProperties).Concat(Members(question.ActionProperties))
                    .Where(member => !Reserved.Contains(member.Name, StringComparer.Ordinal))
                    .DistinctBy(member => member.Name, StringComparer.Ordinal),
                vocabulary.Class(question.ResourceType)),
        ],
    };

    private static IEnumerable<JsonProperty> Members(JsonElement properties) =>
        properties.ValueKind == JsonValueKind.Object ? properties.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
