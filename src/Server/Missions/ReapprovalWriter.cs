using System.Text.Json;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Remediation;

namespace MissionPolicy.Server.Missions;

/// <summary>A request for approval that can be sent as it is: one page then shows all that is crossed, and nothing else.</summary>
/// <remarks>Where the entry could never grant it, there is nothing to send, and <c>outside_catalog</c> says what would still cross.
/// Source: handoff digest §8, §9; pdp digest §5.</remarks>
internal sealed class ReapprovalWriter(
    CatalogHost catalog,
    MissionSeal seal,
    MissionValues values,
    DeclineMemory declined,
    QuestionLog questions,
    NextStepFinder steps,
    RemediationWriter remediation,
    IOptions<EvaluationOptions> options)
{
    public const string Member = "reapproval";

    /// <summary>For the Mission's own agent.</summary>
    public async Task<WayForward> WriteAsync(Crossing crossing, ReasonDetail detail, CancellationToken cancellation)
    {
        AppliedValues stored = await values.OfAsync(crossing.Mission, cancellation);
        NextStep step = await steps.FindAsync(crossing, stored, cancellation);
        ReapprovalProposal? proposal = Purpose(crossing.Mission) is { } purpose ? crossing.Propose(purpose, stored) : null;
        return await WriteAsync(crossing, proposal, step, (writer, mission) => NextStepJson.Write(writer, step, detail, (at, push) => Push(at, mission, push)), cancellation);
    }

    /// <summary>For somebody else than the Mission's agent: what is crossed, and none
    /// of the params that a new approval would have.</summary>
    public async Task<WayForward> WriteCrossingsAsync(Crossing crossing, CancellationToken cancellation)
    {
        NextStep step = await steps.FindAsync(crossing, await values.OfAsync(crossing.Mission, cancellation), cancellation);
        return await WriteAsync(crossing, null, step, (writer, _) => Word(writer, step), cancellation);
    }

    /// <summary>Why no person may be asked now for what a crossing would ask for; empty
    /// when the question may be put, or was put already and waits.</summary>
    public async Task<ValueArray<Reason>> WhyUnaskedAsync(Crossing crossing, CancellationToken cancellation)
    {
        Mission mission = crossing.Mission;
        if (Purpose(mission) is not { } purpose)
        {
            return [];
        }

        AppliedValues stored = await values.OfAsync(mission, cancellation);
        if (crossing.Propose(purpose, stored) is not ReapprovalProposal.Approvable approvable)
        {
            return [];
        }

        if (await declined.FindAsync(mission, purpose, approvable, IsReplacement(purpose), cancellation) is { } known)
        {
            return [known];
        }

        ValueArray<Reason> unasked = await questions.WhyNotAsync(mission, purpose, cancellation);
        return unasked is [{ Code: ReasonCodes.AskedTooOften }] && await steps.FindAsync(crossing, stored, cancellation) is NextStep.Wait ? [] : unasked;
    }

    private static bool IsReplacement(CompiledPurpose? purpose) => purpose?.Entry.Resume.Otherwise == ResumeFallback.Recreate;

    private CompiledPurpose? Purpose(Mission mission) => catalog.Current.Purpose(mission.Kind);

    private async Task<WayForward> WriteAsync(
        Crossing crossing, ReapprovalProposal? proposal, NextStep step, Action<Utf8JsonWriter, Mission> writeStep, CancellationToken cancellation)
    {
        DateTimeOffset until = crossing.Now + TimeSpan.FromSeconds(options.Value.ReapprovalSeconds);
        return new WayForward(
            Write(crossing.Mission, proposal, crossing.Crossings, until, writeStep), await remediation.WriteAsync(crossing, step, until, cancellation));
    }

    private string Write(
        Mission mission, ReapprovalProposal? proposal, ValueArray<Reason> crossings, DateTimeOffset until, Action<Utf8JsonWriter, Mission> writeStep) => WireJson.Text(writer =>
    {
        writer.WriteStartObject();
        WireJson.Strings(writer, "crossings", crossings.Select(reason => reason.Code).Distinct(StringComparer.Ordinal));
        writer.WriteStartArray("authorization_details");
        if (IsReplacement(Purpose(mission)))
        {
            // The wider context does not fit the Mission, so that naming it makes a new one in its place, and the page shows what is new.
            // Where the entry has it rejected instead, the approval stands on its own.
            Resume(writer, mission);
        }

        AskedJson.Write(writer, (proposal as ReapprovalProposal.Approvable)?.Asked);
        writer.WriteEndArray();
        _ = proposal?.Match(approvable => Context(writer, mission, approvable), outside => Outside(writer, outside));
        writer.WritePropertyName("next_step");
        writeStep(writer, mission);
        writer.WriteString("expires_at", FactText.End(until));
        writer.WriteEndObject();
    });

    private static void Resume(Utf8JsonWriter writer, Mission mission)
    {
        writer.WriteStartObject();
        writer.WriteString("type", MissionDetail.Type);
        writer.WriteString("mission_ref", mission.MissionRef);
        writer.WriteString("operation", "resume");
        writer.WriteEndObject();
    }

    private static void Word(Utf8JsonWriter writer, NextStep step)
    {
        writer.WriteStartObject();
        writer.WriteString("step", NextStepJson.Word(step));
        writer.WriteEndObject();
    }

    // Exactly the members of a pushed request, so that they can be sent as they are.
    private void Push(Utf8JsonWriter writer, Mission mission, NextStep.Push push)
    {
        _ = Context(writer, mission, push.Request);
        if (push.IsReplacement || push.Request.Asked is not null)
        {
            writer.WriteStartArray("authorization_details");
            if (push.IsReplacement)
            {
                Resume(writer, mission);
            }

            AskedJson.Write(writer, push.Request.Asked);
            writer.WriteEndArray();
        }

        WireJson.Optional(writer, "response_type", push.IsDeferred ? ResponseTypes.Deferred : null);
    }

    private bool Context(Utf8JsonWriter writer, Mission mission, ReapprovalProposal.Approvable proposal)
    {
        ProposedContext.Write(writer, mission.Kind, seal.Applied(mission).Application, proposal);
        return true;
    }

    private static bool Outside(Utf8JsonWriter writer, ReapprovalProposal.OutsideCatalog outside)
    {
        writer.WritePropertyName("outside_catalog");
        ReasonJson.Write(writer, outside.Remaining, ReasonDetail.Wire);
        return true;
    }
}
