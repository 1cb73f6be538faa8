using System.Collections.Frozen;
using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.Missions;

/// <summary>The Missions of the configuration, made once at start from the catalog of that
/// moment; a later catalog narrows them like any other, and never widens them.</summary>
/// <remarks>Nothing is written of it: for a trial there is no evidence, and nobody to approve anew what an entry suspends.</remarks>
internal sealed class ConfiguredMissions : IMissionSource
{
    private readonly CatalogHost catalog;
    private readonly FrozenDictionary<string, Trial> missions;

    /// <summary>Makes the Missions.</summary>
    /// <exception cref="OptionsValidationException">One of them cannot be made from the catalog.</exception>
    public ConfiguredMissions(IOptions<List<MissionOptions>> options, CatalogHost catalog, TimeProvider time)
    {
        this.catalog = catalog;
        CompiledCatalog now = catalog.Current;
        missions = options.Value.Select(mission => Make(mission, now, time.GetUtcNow())).ToFrozenDictionary(trial => trial.Mission.MissionRef, StringComparer.Ordinal);
    }

    public ValueTask<StandingMission?> FindAsync(string missionRef, CancellationToken cancellation) =>
        new(missions.TryGetValue(missionRef, out Trial? trial) ? Under(trial, catalog.Current) : null);

    private static StandingMission Under(Trial trial, CompiledCatalog now)
    {
        StandingMission own = trial.Mission;
        return now.Purpose(own.Envelope.Kind) is not { } purpose || purpose.Digest == own.Envelope.EntryDigest ? own
            : Ceiling.Decide(purpose, own.Envelope, trial.Values).Match(
                _ => own,
                part => own with { Compiled = purpose.Shapes.Compile(part.Left) },
                suspended => own with { Catalog = suspended.IsUntilApproval ? MissionStandings.CatalogChanged : MissionStandings.CatalogNarrowed });
    }

    private static Trial Make(MissionOptions options, CompiledCatalog catalog, DateTimeOffset now)
    {
        CompiledPurpose purpose = catalog.Purpose(options.Kind) ?? throw Wrong(options, "the catalog has no purpose of its kind");
        if (!Enum.TryParse(options.State, ignoreCase: true, out MissionState state) || !Enum.IsDefined(state))
        {
            throw Wrong(options, $"`{options.State}` is not a state");
        }

        GoverningInputs inputs = new()
        {
            Context = Context(options, purpose, now),
            Subject = options.Subject,
            Actor = options.Actor is null ? null : new VerifiedActor("agent", options.Actor, "configuration"),
            Now = now,
        };
        Check(options, purpose, inputs);
        StandingMission mission = new()
        {
            MissionRef = options.MissionRef,
            State = state,
            Version = 1,
            Compiled = purpose.Shapes.Compile(EnvelopeBuilder.Build(purpose, inputs)),
            KeyThumbprint = options.KeyThumbprint,
        };
        return new Trial(mission, new AppliedValues
        {
            Client = options.Client, Subject = options.Subject, Application = options.Application, Tenant = options.Tenant, ParamsJson = inputs.Context.ParamsJson,
        });
    }

    // There is no sign-in here that could be refused; a Mission that the rules would refuse, or cannot judge, is not made.
    private static void Check(MissionOptions options, CompiledPurpose purpose, GoverningInputs inputs)
    {
        if (Tightening.Facts(purpose).Any(fact => fact.Scope == FactScope.Subject))
        {
            throw Wrong(options, "rules of its purpose read claims of the subject, which a configured Mission does not have");
        }

        if (Tightening.Of(purpose, inputs).Refused is { IsEmpty: false } refused)
        {
            throw Wrong(options, string.Join("; ", refused.Select(reason => $"{reason.Code} {reason.RuleId}")));
        }
    }

    private static AppliedContext Context(MissionOptions options, CompiledPurpose purpose, DateTimeOffset now)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(options.Params);
            RequestedPurpose requested = new()
            {
                Client = options.Client, Kind = options.Kind, Params = document.RootElement, Application = options.Application, Tenant = options.Tenant,
            };
            return ContextApplier.Apply(purpose, requested, now).Match(
                applied => applied.Context,
                refused => throw Wrong(options, string.Join("; ", refused.Reasons.Select(reason => $"{reason.Code} {reason.Detail ?? reason.Asked}"))));
        }
        catch (JsonException)
        {
            throw Wrong(options, "its params are not JSON");
        }
    }

    private static OptionsValidationException Wrong(MissionOptions options, string why) =>
        new(MissionOptions.Section, typeof(MissionOptions), [$"The Mission `{options.MissionRef}` of the configuration cannot be made: {why}."]);

    private sealed record Trial(StandingMission Mission, AppliedValues Values);
}
