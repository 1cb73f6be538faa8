using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Missions;

/// <summary>A request for approval that can be sent as it is: one page then shows all that is crossed, and nothing else.</summary>
/// <remarks>Where the entry could never grant it, there is nothing to send, and <c>outside_catalog</c> says what would still cross.
/// Source: handoff digest §8, §9; pdp digest §5.</remarks>
internal sealed class ReapprovalWriter(
    CatalogHost catalog, MissionSeal seal, MissionValues values, DeclineMemory declined, IOptions<EvaluationOptions> options)
{
    public const string Member = "reapproval";

    /// <summary>For a derivation that crossed.</summary>
    public async Task<string> WriteAsync(
        Mission mission, CompiledEnvelope envelope, DerivationRequest request, ValueArray<Reason> crossings, DateTimeOffset now, CancellationToken cancellation) => Write(
        mission,
        await ProposeAsync(mission, (purpose, applied) => Reapproval.Propose(purpose, applied, envelope, request, crossings, now), cancellation),
        crossings,
        now);

    /// <summary>For a boundary question that crossed.</summary>
    public async Task<string> WriteAsync(
        Mission mission, CompiledEnvelope envelope, DiscoveredAction action, ValueArray<Reason> crossings, DateTimeOffset now, CancellationToken cancellation) => Write(
        mission,
        await ProposeAsync(mission, (purpose, applied) => Reapproval.Propose(purpose, applied, envelope, action, crossings, now), cancellation),
        crossings,
        now);

    /// <summary>For somebody else than the Mission's agent: what is crossed, and none of the params that a new approval would have.</summary>
    public string WriteCrossings(Mission mission, ValueArray<Reason> crossings, DateTimeOffset now) => Write(mission, null, crossings, now);

    /// <summary>Whether a person declined lately what this derivation would ask for.</summary>
    public async Task<bool> WasDeclinedAsync(
        Mission mission, CompiledEnvelope envelope, DerivationRequest request, ValueArray<Reason> crossings, DateTimeOffset now, CancellationToken cancellation) =>
        await WasDeclinedAsync(
            mission, await ProposeAsync(mission, (purpose, applied) => Reapproval.Propose(purpose, applied, envelope, request, crossings, now), cancellation), cancellation);

    /// <summary>Whether a person declined lately what this action would ask for.</summary>
    public async Task<bool> WasDeclinedAsync(
        Mission mission, CompiledEnvelope envelope, DiscoveredAction action, ValueArray<Reason> crossings, DateTimeOffset now, CancellationToken cancellation) =>
        await WasDeclinedAsync(
            mission, await ProposeAsync(mission, (purpose, applied) => Reapproval.Propose(purpose, applied, envelope, action, crossings, now), cancellation), cancellation);

    private async Task<bool> WasDeclinedAsync(Mission mission, ReapprovalProposal? proposal, CancellationToken cancellation) =>
        proposal is ReapprovalProposal.Approvable approvable
        && Purpose(mission) is { } purpose
        && await declined.HasAsync(mission, purpose, approvable, IsReplacement(purpose), cancellation);

    private static bool IsReplacement(CompiledPurpose? purpose) => purpose?.Entry.Resume.Otherwise == ResumeFallback.Recreate;

    private async Task<ReapprovalProposal?> ProposeAsync(Mission mission, Func<CompiledPurpose, AppliedValues, ReapprovalProposal> propose, CancellationToken cancellation) =>
        Purpose(mission) is { } purpose ? propose(purpose, await values.OfAsync(mission, cancellation)) : null;

    private CompiledPurpose? Purpose(Mission mission) => catalog.Current.Purpose(mission.Kind);

    private string Write(Mission mission, ReapprovalProposal? proposal, ValueArray<Reason> crossings, DateTimeOffset now) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        WireJson.Strings(writer, "crossings", crossings.Select(reason => reason.Code).Distinct(StringComparer.Ordinal));
        writer.WriteStartArray("authorization_details");
        if (IsReplacement(Purpose(mission)))
        {
            // The wider context does not fit the Mission, so that naming it makes a new one in its place, and the page shows what is new.
            // Where the entry has it rejected instead, the approval stands on its own.
            writer.WriteStartObject();
            writer.WriteString("type", MissionDetail.Type);
            writer.WriteString("mission_ref", mission.MissionRef);
            writer.WriteString("operation", "resume");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        _ = proposal?.Match(approvable => Context(writer, mission, approvable), outside => Outside(writer, outside));
        writer.WriteString("expires_at", FactText.End(now + TimeSpan.FromSeconds(options.Value.ReapprovalSeconds)));
        writer.WriteEndObject();
    });

    private bool Context(Utf8JsonWriter writer, Mission mission, ReapprovalProposal.Approvable proposal)
    {
        writer.WriteStartObject("client_context");
        writer.WriteStartObject("contexts");
        if (seal.Applied(mission).Application is { } application)
        {
            Id(writer, "app", application);
        }

        Id(writer, "tenant", proposal.Tenant);
        writer.WriteStartObject("purpose");
        writer.WriteString("kind", mission.Kind);
        WireJson.Raw(writer, "params", proposal.ParamsJson);
        if (proposal.ExpiresAt is not null || proposal.MaxDuration is not null)
        {
            writer.WriteStartObject("constraints");
            WireJson.Optional(writer, "expires_at", proposal.ExpiresAt is { } end ? FactText.End(end) : null);
            if (proposal.MaxDuration is { } longest)
            {
                writer.WriteNumber("max_duration", (long)longest.TotalSeconds);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
        writer.WriteEndObject();
        writer.WriteEndObject();
        return true;
    }

    private static bool Outside(Utf8JsonWriter writer, ReapprovalProposal.OutsideCatalog outside)
    {
        writer.WritePropertyName("outside_catalog");
        ReasonJson.Write(writer, outside.Remaining, ReasonDetail.Wire);
        return true;
    }

    private static void Id(Utf8JsonWriter writer, string type, string id)
    {
        writer.WriteStartObject(type);
        writer.WriteString("id", id);
        writer.WriteEndObject();
    }
}
