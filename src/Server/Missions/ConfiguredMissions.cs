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

/// <summary>The Missions of the configuration, made once at start from the catalog of that moment; a later catalog never widens them.</summary>
internal sealed class ConfiguredMissions : IMissionSource
{
    private readonly FrozenDictionary<string, StandingMission> missions;

    /// <summary>Makes the Missions.</summary>
    /// <exception cref="OptionsValidationException">One of them cannot be made from the catalog.</exception>
    public ConfiguredMissions(IOptions<List<MissionOptions>> options, CatalogHost catalog, TimeProvider time)
    {
        CompiledCatalog now = catalog.Current;
        missions = options.Value.Select(mission => Make(mission, now, time.GetUtcNow())).ToFrozenDictionary(mission => mission.MissionRef, StringComparer.Ordinal);
    }

    public ValueTask<StandingMission?> FindAsync(string missionRef, CancellationToken cancellation) => new(missions.GetValueOrDefault(missionRef));

    private static StandingMission Make(MissionOptions options, CompiledCatalog catalog, DateTimeOffset now)
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
        return new StandingMission
        {
            MissionRef = options.MissionRef,
            State = state,
            Version = 1,
            Compiled = purpose.Shapes.Compile(EnvelopeBuilder.Build(purpose, inputs)),
            KeyThumbprint = options.KeyThumbprint,
        };
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
}
