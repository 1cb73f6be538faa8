using System.Text.Json;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Context;

/// <summary>The only door from a requested to an applied context.</summary>
/// <remarks>Source: Client Context draft, validation steps 9 to 14; article, "Mapping Applied Context Into Mission Inputs".</remarks>
public static class ContextApplier
{
    /// <summary>Validates a request against its entry and applies it.</summary>
    /// <param name="purpose">The compiled entry of the requested kind.</param>
    /// <param name="requested">The request.</param>
    /// <param name="now">The time of the event.</param>
    /// <returns>The applied context, or every reason why not.</returns>
    public static ContextApplication Apply(CompiledPurpose purpose, RequestedPurpose requested, DateTimeOffset now)
    {
        using JsonDocument? none = requested.Params.ValueKind == JsonValueKind.Undefined ? JsonDocument.Parse("{}") : null;
        JsonElement given = none?.RootElement ?? requested.Params;
        ValueArray<Reason> reasons = Reasons.Sort(
        [
            .. Kind(purpose, requested),
            .. Params(purpose, given),
            .. Parties(purpose, requested),
            .. End(requested, now),
        ]);
        return reasons.IsEmpty ? new ContextApplication.Applied(Applied(purpose, requested, given)) : new ContextApplication.Refused(reasons);
    }

    /// <summary>Applies a request of which required params may still be missing, to see
    /// what its purpose could hold. Nothing may be granted on it.</summary>
    /// <param name="purpose">The compiled entry of the requested kind.</param>
    /// <param name="requested">The request.</param>
    /// <param name="now">The time of the event.</param>
    /// <returns>The context; null when anything else than a missing param is wrong with the request.</returns>
    internal static AppliedContext? Begin(CompiledPurpose purpose, RequestedPurpose requested, DateTimeOffset now) =>
        Kind(purpose, requested).Any() || Parties(purpose, requested).Any() || End(requested, now).Any() || !HasCanonicalForm(requested.Params)
        || purpose.Schema.Validate(requested.Params).Any(error => error is not { Keyword: "required", InstancePath: "" })
            ? null
            : Applied(purpose, requested, requested.Params);

    private static AppliedContext Applied(CompiledPurpose purpose, RequestedPurpose requested, JsonElement given)
    {
        string governing = Select(given, purpose.Entry.Params.Governing);
        using JsonDocument bound = JsonDocument.Parse(governing);
        return new AppliedContext
        {
            Kind = purpose.Entry.Kind,
            Client = requested.Client,
            Application = requested.Application,
            Tenant = requested.Tenant!,
            ParamsJson = CanonicalJson.Serialize(given),
            GoverningJson = governing,
            AuditJson = Select(given, purpose.Entry.Params.AuditOnly),
            ExpiresAt = requested.ExpiresAt,
            MaxDuration = requested.MaxDuration,
            Facts = ParamFacts.Read(bound.RootElement, purpose.ParamKinds),
        };
    }

    private static string Select(JsonElement given, ValueArray<string> names)
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            foreach (string name in names)
            {
                if (given.TryGetProperty(name, out JsonElement value))
                {
                    writer.WritePropertyName(name);
                    value.WriteTo(writer);
                }
            }

            writer.WriteEndObject();
        }

        using JsonDocument selected = JsonDocument.Parse(buffer.ToArray());
        return CanonicalJson.Serialize(selected.RootElement);
    }

    private static IEnumerable<Reason> Kind(CompiledPurpose purpose, RequestedPurpose requested) =>
        string.Equals(purpose.Entry.Kind, requested.Kind, StringComparison.Ordinal)
            ? []
            : [new Reason { Code = ReasonCodes.PurposeUnknown, Dimension = Dimension.Params, Asked = requested.Kind, Allowed = [purpose.Entry.Kind] }];

    private static IEnumerable<Reason> Params(CompiledPurpose purpose, JsonElement given) =>
        !HasCanonicalForm(given)
            ? [new Reason { Code = ReasonCodes.ParamsInvalid, Dimension = Dimension.Params, Detail = "/: a name stands twice, or a text or number is outside I-JSON" }]
            : purpose.Schema.Validate(given).Select(error => new Reason
        {
            Code = ReasonCodes.ParamsInvalid,
            Dimension = Dimension.Params,
            RuleId = "params.schema." + error.Keyword,
            Position = purpose.Entry.Source.At("$.params.schema"),
            Detail = $"{(error.InstancePath.Length == 0 ? "/" : error.InstancePath)}: {error.Message}",
        });

    private static bool HasCanonicalForm(JsonElement given)
    {
        try
        {
            _ = CanonicalJson.Serialize(given);
            return true;
        }
        catch (CanonicalFormException)
        {
            return false;
        }
    }

    private static IEnumerable<Reason> Parties(CompiledPurpose purpose, RequestedPurpose requested)
    {
        RuleQuestion question = new(new PartyFacts(requested));
        return Reasons.Of<Outcome.Refuse>(
            [.. purpose.Program.Ask(question).Where(rule => IsParty(rule) || rule == RulesFault.Rule)], question);
    }

    private static bool IsParty(Rule rule) => rule.Dimension is Dimension.Client or Dimension.Application or Dimension.Tenant;

    private static IEnumerable<Reason> End(RequestedPurpose requested, DateTimeOffset now)
    {
        if (requested.ExpiresAt <= now)
        {
            yield return new Reason
            {
                Code = ReasonCodes.LifetimeLonger,
                Dimension = Dimension.Lifetime,
                Asked = FactText.Instant(requested.ExpiresAt.Value),
                Detail = "constraints.expires_at is not in the future",
            };
        }

        if (requested.MaxDuration < TimeSpan.Zero)
        {
            yield return new Reason { Code = ReasonCodes.LifetimeLonger, Dimension = Dimension.Lifetime, Detail = "constraints.max_duration is negative" };
        }
    }

    private sealed class PartyFacts(RequestedPurpose requested) : IFacts
    {
        public FactValue Get(FactName name) =>
            name == FactName.Client ? FactValue.Text(requested.Client)
            : name == FactName.Application && requested.Application is not null ? FactValue.Text(requested.Application)
            : name == FactName.Tenant && requested.Tenant is not null ? FactValue.Text(requested.Tenant)
            : FactValue.Absent;
    }
}
