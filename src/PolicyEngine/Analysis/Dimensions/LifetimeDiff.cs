using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Cases;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>How long a Mission lasts, and how long it may be silent.</summary>
internal static class LifetimeDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        (LifetimeRule before, LifetimeRule after) = (versions.Before.Entry.Lifetime, versions.After.Entry.Lifetime);
        (SourcePosition was, SourcePosition now) = (versions.BeforeAt("$.lifetime"), versions.AfterAt("$.lifetime"));
        if (before.Max != after.Max && !versions.HaveComparableRules)
        {
            string summary = $"a Mission lasts {FactText.Duration(after.Max.Ticks)} instead of {FactText.Duration(before.Max.Ticks)}";
            yield return after.Max > before.Max
                ? Verdict.Wider(DiffDimension.Lifetime, summary, was, now, Find(versions, before.Max, TimeSpan.Zero))
                : Verdict.Narrower(DiffDimension.Lifetime, summary, was, now);
        }

        if (before.Idle != after.Idle)
        {
            string summary = $"a Mission may be silent for {Text(after.Idle)} instead of {Text(before.Idle)}";
            yield return after.Idle is null || after.Idle > before.Idle
                ? Verdict.Wider(DiffDimension.Lifetime, summary, was, now, Find(versions, TimeSpan.Zero, before.Idle!.Value))
                : Verdict.Narrower(DiffDimension.Lifetime, summary, was, now);
        }
    }

    private static string Text(TimeSpan? idle) => idle is { } known ? FactText.Duration(known.Ticks) : "any time";

    // Any action that the new version holds does; one that the old version holds as well shows the time alone.
    private static Witness? Find(Versions versions, TimeSpan later, TimeSpan silent)
    {
        Witness? witness = null;
        foreach (bool both in new[] { true, false })
        {
            foreach (AuthorityRule rule in versions.After.Entry.Authority)
            {
                AuthoritySearch search = new(versions, rule.Resource);
                foreach (string operation in rule.Operations)
                {
                    Condition after = search.Inside(versions.After, operation);
                    Condition open = both ? When.All(after, search.Inside(versions.Before, operation)) : after;
                    if (search.Find(open, operation, (mission, action) => (witness = Confirm(versions, mission, action, later, silent)) is not null) == true)
                    {
                        return witness;
                    }
                }
            }
        }

        return null;
    }

    private static Witness? Confirm(Versions versions, MissionQuestion mission, string action, TimeSpan later, TimeSpan silent)
    {
        string asked = With(action, later, silent);
        BoundaryDecision? Ask(CompiledPurpose purpose) => Trial.Envelope(purpose, mission) is { } envelope
            ? Trial.Boundary(purpose, envelope, asked, silent >= (envelope.Idle ?? TimeSpan.MaxValue) ? MissionStandings.NotActive : MissionStandings.Good)
            : null;
        return Ask(versions.Before) is { } was and not BoundaryDecision.StayInside && Ask(versions.After) is BoundaryDecision.StayInside now
            ? new Witness { Question = Trial.Question(mission, "action", asked), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private static string With(string action, TimeSpan later, TimeSpan silent)
    {
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(action);
        return JsonText.Canonical(writer =>
        {
            writer.WriteStartObject();
            foreach (System.Text.Json.JsonProperty member in document.RootElement.EnumerateObject())
            {
                member.WriteTo(writer);
            }

            if (later > TimeSpan.Zero)
            {
                writer.WriteString("at", FactText.Instant(CaseMission.DefaultTime + later));
            }

            JsonText.Optional(writer, "silent_for", silent > TimeSpan.Zero ? FactText.Duration(silent.Ticks) : null);
            writer.WriteEndObject();
        });
    }
}
