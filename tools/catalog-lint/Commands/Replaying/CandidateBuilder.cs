using System.Text.Json;
using MissionPolicy.CatalogLint.Linting;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Commands.Replaying;

/// <summary>Builds a past Mission again under a candidate catalog, from what its envelope holds.</summary>
/// <remarks>The log has the governing params and not the audit-only ones, no claims of the subject and not the wanted lifetime. What
/// depends on those is
/// unknown, never guessed. The end is never later than it was: the wanted end is not in the log, and a new catalog never lengthens a
/// Mission.</remarks>
internal static class CandidateBuilder
{
    /// <summary>The Mission under the candidate.</summary>
    /// <param name="catalog">The candidate.</param>
    /// <param name="past">The envelope of the log.</param>
    public static Candidate Build(CompiledCatalog catalog, MissionEnvelope past)
    {
        if (catalog.Purpose(past.Kind) is not { } purpose)
        {
            return new Candidate.Impossible(ReasonCodes.CatalogWithdrawn, "the candidate has no such purpose");
        }

        return purpose.Digest == past.EntryDigest
            ? new Candidate.Mission(CompiledEnvelope.From(past))
            : Parties(purpose, past) ?? Params(purpose, past) ?? Ruled(purpose, past);
    }

    private static Candidate Ruled(CompiledPurpose purpose, MissionEnvelope past)
    {
        using JsonDocument json = JsonDocument.Parse(past.GoverningParams);
        FactName[] missing = [.. Tightening.Facts(purpose).Where(fact => !IsLogged(fact, json.RootElement)).Order()];
        return missing.Length == 0 ? Tightened(purpose, past) : new Candidate.Between(
            Tightened(Assuming(purpose, missing, Condition.Never), past),
            Tightened(Assuming(purpose, missing, Condition.Always), past),
            $"rules read {string.Join(" and ", missing.Select(fact => $"`{fact}`"))}, and the log does not hold it");
    }

    private static bool IsLogged(FactName fact, JsonElement given) => fact.Scope switch
    {
        FactScope.Params => given.TryGetProperty(fact.Path.Split('.')[0], out _),
        FactScope.Subject => false,
        _ => fact != FactName.RequestedLifetime,
    };

    private static CompiledPurpose Assuming(CompiledPurpose purpose, FactName[] missing, Condition answer)
    {
        AuthorRule Assumed(AuthorRule rule) =>
            Conditions.Facts(rule.When).Any(missing.Contains) ? rule with { When = answer } : rule;

        CatalogEntry entry = purpose.Entry with { Rules = purpose.Entry.Rules.Select(Assumed).ToValueArray() };
        return PurposeCompiler.Compile(entry, purpose.Vocabulary, purpose.Shapes);
    }

    private static Candidate Tightened(CompiledPurpose purpose, MissionEnvelope past)
    {
        GoverningInputs inputs = Inputs(purpose, past);
        Tightening tightening = Tightening.Of(purpose, inputs);
        return tightening.Refused.IsEmpty
            ? new Candidate.Mission(CompiledEnvelope.From(EnvelopeBuilder.Build(purpose, inputs, tightening)))
            : new Candidate.Impossible(tightening.Refused[0].Code, $"the rule {tightening.Refused[0].RuleId} refuses it");
    }

    private static Candidate.Impossible? Parties(CompiledPurpose purpose, MissionEnvelope past)
    {
        AllowedParties allowed = purpose.Entry.Allowed;
        return !allowed.Clients.Contains(past.Client) ? new(ReasonCodes.ClientNotAllowed, $"the client {past.Client} is not allowed any more")
            : !allowed.Tenants.Contains(past.Tenant) ? new(ReasonCodes.TenantNotAllowed, "the tenant is not allowed any more")
            : !allowed.Applications.IsEmpty && (past.Application is null || !allowed.Applications.Contains(past.Application)) ? new(ReasonCodes.AppNotAllowed, "the application is not allowed")
            : null;
    }

    private static Candidate? Params(CompiledPurpose purpose, MissionEnvelope past)
    {
        using JsonDocument json = JsonDocument.Parse(past.GoverningParams);
        CatalogEntry entry = purpose.Entry;
        string[] missing = [.. entry.Params.Governing.Where(name => !json.RootElement.TryGetProperty(name, out _))];
        // A step-up has no say in what a Mission may do, and rules of the author are asked apart.
        HashSet<string> read = [.. entry.Authority.SelectMany(rule => rule.Where).SelectMany(bound => Conditions.Facts(bound.Holds))
            .Where(fact => fact.Scope == FactScope.Params).Select(fact => fact.Path.Split('.')[0])];
        if (missing.FirstOrDefault(name => read.Contains(name) || purpose.SchemaOutline.Required.Contains(name)) is { } needed)
        {
            return new Candidate.Unknown($"`{needed}` governs in the candidate, and the log does not hold it");
        }

        // A missing audit-only param is no error: every governing one that is needed was looked for above.
        SchemaError[] errors = [.. purpose.Schema.Validate(json.RootElement).Where(error => error is not { InstancePath.Length: 0, Keyword: "required" })];
        return errors.Any(error => error.InstancePath.Length == 0) && !entry.Params.AuditOnly.IsEmpty ? new Candidate.Unknown("the params as a whole do not fit, and audit-only ones, which the log does not hold, may be why")
            : errors.Length > 0 ? new Candidate.Impossible(ReasonCodes.ParamsInvalid, $"the params do not fit any more: {errors[0].InstancePath}: {errors[0].Message}")
            : entry.Authority.SelectMany(rule => rule.Where).SelectMany(bound => Conditions.Facts(bound.Holds)).Any(fact => fact.Scope == FactScope.Subject)
                ? new Candidate.Unknown("the bounds read claims of the subject, and the log does not hold them")
                : null;
    }

    private static GoverningInputs Inputs(CompiledPurpose purpose, MissionEnvelope past)
    {
        using JsonDocument json = JsonDocument.Parse(past.GoverningParams);
        string governing = Select(json.RootElement, purpose.Entry);
        using JsonDocument bound = JsonDocument.Parse(governing);
        return new GoverningInputs
        {
            Context = new AppliedContext
            {
                Kind = past.Kind,
                Client = past.Client,
                Application = past.Application,
                Tenant = past.Tenant,
                ParamsJson = past.GoverningParams,
                GoverningJson = governing,
                AuditJson = "{}",
                ExpiresAt = past.Lifetime.End,
                Facts = ParamFacts.Read(bound.RootElement, purpose.ParamKinds),
            },
            Subject = past.Subject,
            // What the past Mission was given on request, the Mission under the candidate is given as well.
            Asked = AskedAuthority.AtStart.With(AskedAuthority.Held(past)),
            Actor = past.Actor is { } actor ? new VerifiedActor("agent", actor, "log") : null,
            Now = past.Lifetime.Start,
        };
    }

    private static string Select(JsonElement given, CatalogEntry entry) => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        foreach (JsonProperty member in given.EnumerateObject().Where(member => entry.Params.Governing.Contains(member.Name)))
        {
            member.WriteTo(writer);
        }

        writer.WriteEndObject();
    });
}
