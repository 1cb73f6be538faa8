using System.Text.Json;
using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Context;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.NextSteps;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary>Why an action is inside, asked again or refused: the rules that had a say, with their lines.</summary>
internal static class ActionExplanation
{
    /// <summary>Writes the trace.</summary>
    /// <param name="screen">Where to.</param>
    /// <param name="catalog">The catalog.</param>
    /// <param name="purpose">The entry.</param>
    /// <param name="missionJson">The Mission, as in a case; null for the plainest one.</param>
    /// <param name="actionJson">The action, as in a case.</param>
    /// <returns>The exit code.</returns>
    /// <exception cref="CouldNotRunException">The action cannot be read.</exception>
    public static int Write(Screen screen, CompiledCatalog catalog, CompiledPurpose purpose, string? missionJson, string actionJson)
    {
        CaseMission mission = CaseMission.Read(purpose, missionJson);
        return ContextApplier.Apply(purpose, mission.Requested, mission.Facts.Now).Match(
            applied => Ask(screen, catalog, purpose, mission.Facts with { Context = applied.Context }, actionJson),
            refused => None(screen, purpose, refused.Reasons));
    }

    private static int None(Screen screen, CompiledPurpose purpose, ValueArray<Reason> reasons)
    {
        screen.Line(Piece.Bad("No such Mission can exist"), Piece.Dim($" ({purpose.Entry.Kind} version {purpose.Entry.Version})"));
        ReasonLines.Write(screen, reasons);
        return ExitCodes.Clean;
    }

    private static int Ask(Screen screen, CompiledCatalog catalog, CompiledPurpose purpose, BootstrapFacts facts, string actionJson)
    {
        GoverningInputs inputs = BootstrapInputs.Of(facts, facts.SignIn!.Subject);
        Tightening tightening = Tightening.Of(purpose, inputs);
        ValueArray<Reason> refused = [.. tightening.Refused, .. Asking.Decide(purpose, facts.Asked)];
        if (!refused.IsEmpty)
        {
            return None(screen, purpose, refused);
        }

        MissionEnvelope envelope = EnvelopeBuilder.Build(purpose, inputs, tightening);
        using JsonDocument json = JsonDocument.Parse(actionJson);
        ActionDefaults defaults = new(envelope.Subject, envelope.Tenant, facts.Now + TimeSpan.FromMinutes(1));
        if (ActionReader.TryRead(json.RootElement, purpose.Vocabulary, defaults, out DiscoveredAction? action) is { } wrong)
        {
            throw new CouldNotRunException($"The action cannot be read: {wrong}.");
        }

        CompiledEnvelope compiled = purpose.Shapes.Compile(envelope);
        screen.Line(Piece.Dim("entry    "), purpose.Entry.Kind, Piece.Dim($" version {purpose.Entry.Version}, {purpose.Entry.Source.At("$.kind")}"));
        screen.Line(Piece.Dim("mission  "), $"{envelope.Subject} in {envelope.Tenant}, params {envelope.GoverningParams}, until {FactText.Instant(envelope.Lifetime.End)}");
        screen.Line(Piece.Dim("action   "), actionJson);
        Boundary.Decide(compiled, action!).Match(
            _ => Verdict(screen, Piece.Good("inside"), []),
            ask => Verdict(screen, Piece.Careful("asked again"), ask.Crossings) && Next(screen, Crossed(catalog, compiled, facts.Context!, ask.Crossings, action!.At), action),
            deny => Verdict(screen, Piece.Bad("refused"), deny.Reasons));
        Kept(screen, compiled, action!);
        return ExitCodes.Clean;
    }

    private static bool Verdict(Screen screen, Piece word, ValueArray<Reason> reasons)
    {
        screen.Line(Piece.Dim("answer   "), word);
        ReasonLines.Write(screen, reasons);
        return true;
    }

    private static bool Next(Screen screen, NextStepFacts facts, DiscoveredAction action)
    {
        NextStepLines.Write(screen, Continuing.Decide(facts, action));
        return true;
    }

    // Nothing is pending for a Mission that no person has.
    private static NextStepFacts Crossed(
        CompiledCatalog catalog, CompiledEnvelope envelope, AppliedContext context, ValueArray<Reason> crossings, DateTimeOffset at) => new()
    {
        Catalog = catalog,
        Stored = new AppliedValues
        {
            Client = context.Client,
            Subject = envelope.Envelope.Subject,
            Application = context.Application,
            Tenant = context.Tenant,
            ParamsJson = context.ParamsJson,
            ExpiresAt = context.ExpiresAt,
            MaxDuration = context.MaxDuration,
        },
        Envelope = envelope,
        Crossings = crossings,
        MayDefer = true,
        Now = at,
    };

    // Rules fire on a crossing; what the action asked for and did not cross is what it met.
    private static void Kept(Screen screen, CompiledEnvelope compiled, DiscoveredAction action)
    {
        HashSet<string> fired = [.. compiled.Boundary.Ask(action).Select(rule => rule.Id)];
        foreach (Rule rule in EnvelopeRules.Of(compiled.Envelope).Rules.Where(rule => !fired.Contains(rule.Id) && Concerns(rule, action)))
        {
            screen.Line("  ", Piece.Good("met "), $" {rule.Id}", rule.Allowed.IsEmpty ? string.Empty : $": {string.Join(", ", rule.Allowed)}", Piece.Dim(ReasonLines.At(rule.Position)));
        }
    }

    private static bool Concerns(Rule rule, DiscoveredAction action)
    {
        bool isOfClass = rule.Id.StartsWith("authority.", StringComparison.Ordinal) || rule.Id.StartsWith("never.", StringComparison.Ordinal);
        return rule.Asked is { } asked && !action.Get(asked).IsAbsent
            && (!isOfClass || rule.Id.Contains($".{action.Resource}", StringComparison.Ordinal))
            && rule.Outcome is not Outcome.AskAgain { Code: ReasonCodes.OperationStronger };
    }
}
