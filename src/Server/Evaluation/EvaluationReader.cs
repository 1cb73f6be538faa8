using System.Text.Json;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.Evaluation;

/// <summary>Reads boundary questions; members that AuthZEN does not name are ignored.</summary>
/// <remarks>Source: AuthZEN Authorization API 1.0 §5.1 to §5.4 and §6.1.</remarks>
internal static class EvaluationReader
{
    /// <summary>The entities of a question, in a batch also the defaults of each.</summary>
    public static readonly string[] Entities = ["subject", "action", "resource", "context"];

    /// <summary>Reads a question whose entities may each come from the item or, as a whole, from the defaults.</summary>
    /// <param name="item">The item.</param>
    /// <param name="defaults">The body around it; null for a single question.</param>
    public static EvaluationQuestion Read(MemberReader item, MemberReader? defaults)
    {
        MemberReader Entity(string name) => item.Has(name) || defaults is null || !defaults.Has(name) ? item.Object(name) : defaults.Object(name);
        MemberReader subject = Entity("subject");
        MemberReader action = Entity("action");
        MemberReader resource = Entity("resource");
        MemberReader? context = item.Has("context") || defaults is null ? item.OptionalObject("context") : defaults.OptionalObject("context");
        MemberReader? resourceProperties = resource.OptionalObject("properties");
        MemberReader? actionProperties = action.OptionalObject("properties");
        subject.OptionalObject("properties");
        MemberReader? propagation = context?.OptionalObject("propagation");
        MemberReader? actor = context?.OptionalObject("actor");
        Contradictions(actionProperties, resourceProperties);
        return new EvaluationQuestion
        {
            SubjectType = subject.Text("type"),
            SubjectId = subject.Text("id"),
            ActionName = action.Text("name"),
            ResourceType = resource.Text("type"),
            ResourceId = resource.Text("id"),
            ActionProperties = actionProperties?.Value ?? default,
            ResourceProperties = resourceProperties?.Value ?? default,
            Tenant = resourceProperties?.OptionalText("tenant"),
            Audience = resourceProperties?.OptionalText("audience"),
            MissionRef = context?.OptionalText("mission_ref"),
            Until = context?.OptionalObject("lifetime")?.Instant("until"),
            PropagationAudience = propagation?.OptionalText("audience"),
            PropagationDepth = propagation?.Integer("depth"),
            ActorClient = actor?.OptionalText("client_id"),
            ActorSubject = actor?.OptionalObject("act")?.OptionalText("sub"),
            KeyThumbprint = context?.OptionalObject("credential")?.OptionalText("jkt"),
        };
    }

    // Two values for one attribute would leave it to us which of them is judged.
    private static void Contradictions(MemberReader? action, MemberReader? resource)
    {
        foreach (JsonProperty member in action?.Value.EnumerateObject() ?? default)
        {
            if (resource is not null && resource.Value.TryGetProperty(member.Name, out JsonElement other) && !JsonElement.DeepEquals(member.Value, other))
            {
                action!.Error(member.Name, $"contradicts {resource.At(member.Name)}");
            }
        }
    }
}
