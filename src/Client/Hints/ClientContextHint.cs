using System.Text.Json;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Hints;

/// <summary>Validates <c>client_context_hint</c> of third-party initiated sign-in. A hint is never sent on as it is.</summary>
/// <remarks>Source: Client Context draft, <c>client_context_hint</c>; OpenID Connect Core §4.</remarks>
public static class ClientContextHint
{
    // Words and actors of the initiator never become the client's own.
    private static readonly string[] NeverTaken = ["actor", "display"];

    /// <summary>Longest accepted hint, in characters.</summary>
    public const int MaxLength = 8192;

    /// <summary>Validates.</summary>
    /// <param name="hint">The parameter as received.</param>
    /// <param name="policy">What may be suggested.</param>
    /// <param name="initiatorAuthenticated">Does the client know who sent it?</param>
    public static HintResult Validate(string? hint, HintPolicy policy, bool initiatorAuthenticated)
    {
        ArgumentNullException.ThrowIfNull(policy);

        // 1., 2.
        if (hint is not { Length: <= MaxLength } || !JsonText.TryObject(hint, out JsonElement envelope))
        {
            return new HintResult.Refused(HintCheck.Json, "$");
        }

        if (envelope.Object("contexts") is not JsonElement contexts || !contexts.EnumerateObject().Any())
        {
            return new HintResult.Refused(HintCheck.Contexts, "contexts");
        }

        ClientContext context = new();
        List<string> dropped = [];
        foreach (JsonProperty member in contexts.EnumerateObject())
        {
            // 7. Whoever can make a person's browser open an address may not choose what the person is asked to approve.
            if (member.Name == ContextTypes.Purpose && !initiatorAuthenticated)
            {
                return new HintResult.Refused(HintCheck.Unauthenticated, ContextTypes.Purpose);
            }

            // 3.
            if (!IsAllowed(member.Name, policy))
            {
                if (!policy.DropsForbiddenTypes)
                {
                    return new HintResult.Refused(HintCheck.Type, member.Name);
                }

                dropped.Add(member.Name);
                continue;
            }

            // 4., 5., 6.
            (ClientContext? next, string? wrong) = Take(context, member, policy, dropped);
            if (next is null)
            {
                return new HintResult.Refused(HintCheck.Value, wrong!);
            }

            context = next;
        }

        return context.Types.IsEmpty
            ? new HintResult.Refused(HintCheck.Empty, "contexts")
            : new HintResult.Accepted(context, [.. dropped]);
    }

    private static bool IsAllowed(string type, HintPolicy policy) => type switch
    {
        ContextTypes.App => policy.Apps.Count > 0,
        ContextTypes.Tenant => policy.Tenants.Count > 0,
        ContextTypes.Purpose => !policy.Purposes.IsEmpty,
        _ => false,
    };

    private static (ClientContext? Next, string? Wrong) Take(ClientContext context, JsonProperty member, HintPolicy policy, List<string> dropped)
    {
        JsonElement value = member.Value;
        if (member.Name != ContextTypes.Purpose)
        {
            bool isApp = member.Name == ContextTypes.App;
            return value.Text("id") is not string id || !(isApp ? policy.Apps : policy.Tenants).Contains(id)
                ? (null, $"{member.Name}.id")
                : (isApp ? context with { App = id } : context with { Tenant = new TenantContext(id) }, null);
        }

        if (PurposeContext.Parse(value) is not { } purpose)
        {
            return (null, ContextTypes.Purpose);
        }

        if (policy.Purposes.FirstOrDefault(allowed => allowed.Kind == purpose.Kind) is not { } configured)
        {
            return (null, "purpose.kind");
        }

        foreach (JsonProperty param in purpose.Params?.EnumerateObject() ?? default)
        {
            if (!configured.AcceptsParam(param.Name, param.Value))
            {
                return (null, $"purpose.params.{param.Name}");
            }
        }

        dropped.AddRange(NeverTaken.Where(name => value.Member(name) is not null).Select(name => $"purpose.{name}"));
        return (context with { Purpose = new PurposeContext { Kind = purpose.Kind, Params = purpose.Params, Constraints = purpose.Constraints } }, null);
    }
}
