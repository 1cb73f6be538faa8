using System.Text.Json;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Server.Remediation;

/// <summary>The next step of an envelope that no stored Mission has: of a dry run, or of a Mission of the configuration.</summary>
/// <remarks>Nothing is pending for such an envelope, nothing is known of its person, and its client is taken to be one that can
/// defer.</remarks>
internal static class TrialStep
{
    /// <summary>Asks.</summary>
    /// <param name="catalog">The catalog.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="action">The action.</param>
    /// <param name="crossings">What it crosses.</param>
    /// <param name="isPerson">Whether its subject is a person.</param>
    public static NextStep Of(
        CompiledCatalog catalog, CompiledEnvelope envelope, DiscoveredAction action, ValueArray<Reason> crossings, bool isPerson) =>
        Continuing.Decide(
            new NextStepFacts
            {
                Catalog = catalog,
                Stored = new AppliedValues
                {
                    Client = envelope.Envelope.Client,
                    Subject = envelope.Envelope.Subject,
                    Application = envelope.Envelope.Application,
                    Tenant = envelope.Envelope.Tenant,
                    ParamsJson = envelope.Envelope.GoverningParams,
                },
                Envelope = envelope,
                Crossings = crossings,
                MayDefer = true,
                MayOtherSubjectSignIn = isPerson,
                Now = action.At,
            },
            action);

    /// <summary>Writes it; a request names no Mission, since there is none to replace.</summary>
    /// <param name="writer">Stands where a value is expected.</param>
    /// <param name="envelope">The envelope.</param>
    /// <param name="step">The step.</param>
    /// <param name="detail">Whether the lines of the catalog are written.</param>
    public static void Write(Utf8JsonWriter writer, MissionEnvelope envelope, NextStep step, ReasonDetail detail) => NextStepJson.Write(
        writer, step, detail, (at, push) => ProposedContext.Write(at, envelope.Kind, envelope.Application, push.Request));
}
