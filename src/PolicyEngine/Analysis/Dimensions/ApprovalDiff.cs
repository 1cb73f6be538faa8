using System.Collections.Frozen;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>Who says yes.</summary>
internal static class ApprovalDiff
{
    private const string Path = "$.approval";

    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        (ApprovalRule before, ApprovalRule after) = (versions.Before.Entry.Approval, versions.After.Entry.Approval);
        (SourcePosition was, SourcePosition now) = (versions.BeforeAt(Path), versions.AfterAt(Path));
        if (before.Mode != after.Mode && !versions.HaveComparableRules)
        {
            string summary = Describe(before.Mode, after.Mode);
            yield return after.Mode < before.Mode
                ? Verdict.Wider(
                    DiffDimension.Approval,
                    summary,
                    was,
                    now,
                    ConfirmMode(versions, Plain(versions) with { Answer = after.Mode == ApprovalMode.Auto ? null : "approved" }))
                : Verdict.Narrower(DiffDimension.Approval, summary, was, now);
        }

        if (before.Precreated != after.Precreated)
        {
            yield return after.Precreated
                ? Verdict.Narrower(DiffDimension.Approval, "a Mission has to be made beforehand now", was, now)
                : Verdict.Wider(DiffDimension.Approval, "a Mission need not be made beforehand any more", was, now, ConfirmCreate(versions));
        }

        foreach (string group in Approvers(after).Except(Approvers(before), StringComparer.Ordinal).ToSortedSet())
        {
            yield return Verdict.Wider(DiffDimension.Approval, $"approver `{group}` is new", was, now, ConfirmApprover(versions, group));
        }

        foreach (string group in Approvers(before).Except(Approvers(after), StringComparer.Ordinal).ToSortedSet())
        {
            yield return Verdict.Narrower(DiffDimension.Approval, $"approver `{group}` is gone", was, now);
        }

        if (before.RememberDecline != after.RememberDecline)
        {
            string summary = $"a decline is remembered for {Text(after.RememberDecline)} instead of {Text(before.RememberDecline)}";
            yield return (after.RememberDecline ?? TimeSpan.Zero) < (before.RememberDecline ?? TimeSpan.Zero)
                ? Verdict.Wider(DiffDimension.Approval, summary, was, now, ConfirmDecline(versions))
                : Verdict.Narrower(DiffDimension.Approval, summary, was, now);
        }

        if (PromptsDiff.Compare(versions) is { } prompts)
        {
            yield return prompts;
        }
    }

    /// <summary>A mode that becomes another one, in words.</summary>
    public static string Describe(ApprovalMode before, ApprovalMode after) => $"approval `{Name(before)}` becomes `{Name(after)}`";

    private static string Name(ApprovalMode mode) => mode switch
    {
        ApprovalMode.Auto => "auto",
        ApprovalMode.User => "user",
        _ => "review",
    };

    private static string Text(TimeSpan? time) => time is { } known ? FactText.Duration(known.Ticks) : "no time";

    // Reviewers decide a reviewed Mission on their own page, where approvers have no say.
    private static ValueArray<string> Approvers(ApprovalRule rule) => rule.Mode == ApprovalMode.Review ? [] : rule.Approvers;

    private static MissionQuestion Plain(Versions versions) => MissionQuestion.Plain(versions);

    /// <summary>An event that the new version grants with what was said, and the old one does not; null when that is not so.</summary>
    public static Witness? ConfirmMode(Versions versions, MissionQuestion mission)
    {
        bool isMadeBefore = versions.Before.Entry.Approval.Precreated || versions.After.Entry.Approval.Precreated;
        Func<CompiledPurpose, BootstrapDecision> ask = purpose =>
            Trial.Bootstrap(
                purpose, mission, facts => isMadeBefore ? facts with { Handoff = Proposed(purpose, mission, "user_1") } : facts);
        return Confirm(versions, ask, isMadeBefore ? Trial.Question(mission, "handoff", Handoff("user_1", null)) : Trial.Question(mission));
    }

    private static Witness? ConfirmCreate(Versions versions)
    {
        MissionQuestion mission = Plain(versions) with { Answer = "approved" };
        (BootstrapDecision was, BootstrapDecision now) = (
            Trial.Bootstrap(versions.Before, mission), Trial.Bootstrap(versions.After, mission));
        return AnswerText.Has(was, ReasonCodes.PrecreatedRequired) && now is not BootstrapDecision.Refused
            ? new Witness { Question = Trial.Question(mission), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private static Witness? ConfirmApprover(Versions versions, string group)
    {
        MissionQuestion mission = Plain(versions) with { Answer = "approved" };
        return Confirm(
            versions,
            purpose => Trial.Bootstrap(purpose, mission, facts => facts with { Handoff = Proposed(purpose, mission, "user_2"), SubjectGroups = FrozenSet.Create(StringComparer.Ordinal, group) }),
            Trial.Question(mission, "handoff", Handoff("user_2", group)));
    }

    private static Witness? Confirm(Versions versions, Func<CompiledPurpose, BootstrapDecision> ask, string question)
    {
        (BootstrapDecision was, BootstrapDecision now) = (ask(versions.Before), ask(versions.After));
        return now is BootstrapDecision.Granted && was is not BootstrapDecision.Granted
            ? new Witness { Question = question, BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private static HandoffRequest Proposed(CompiledPurpose purpose, MissionQuestion mission, string subject) =>
        Trial.Envelope(purpose, mission) is { } envelope
            ? new HandoffRequest([new NamedMission(null, new ExistingMission(MissionState.Proposed, envelope with { Subject = subject }, envelope.Lifetime.Start))])
            : HandoffRequest.None;

    private static string Handoff(string subject, string? group) => JsonText.Canonical(writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("state", "proposed");
        writer.WriteString("subject", subject);
        JsonText.Optional(writer, "asker_group", group);
        writer.WriteEndObject();
    });

    // Asked again just when the new version has forgotten the decline and the old one has not.
    private static Witness? ConfirmDecline(Versions versions)
    {
        TimeSpan since = versions.After.Entry.Approval.RememberDecline ?? TimeSpan.Zero;
        MissionQuestion mission = Plain(versions);
        string action = JsonText.Canonical(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("resource", versions.After.Entry.Authority[0].Resource);
            writer.WriteString("operation", versions.After.Entry.Authority[0].Operations[0]);
            writer.WriteString("tenant", "other.example");
            writer.WriteEndObject();
        });
        BoundaryDecision? Ask(CompiledPurpose purpose) => Trial.Envelope(purpose, mission) is not { } envelope ? null : Trial.Boundary(
            purpose, envelope, action, since < (purpose.Entry.Approval.RememberDecline ?? TimeSpan.Zero) ? MissionStandings.RecentlyDeclined : MissionStandings.Good);
        return Ask(versions.Before) is BoundaryDecision.Deny was && Ask(versions.After) is BoundaryDecision.ReApprove now
            ? new Witness
            {
                Question = Trial.Question(mission, "action", JsonText.Canonical(writer => WriteDeclined(writer, action, since))),
                BeforeAnswer = AnswerText.Of(was),
                AfterAnswer = AnswerText.Of(now),
            }
            : null;
    }

    private static void WriteDeclined(System.Text.Json.Utf8JsonWriter writer, string action, TimeSpan since)
    {
        using System.Text.Json.JsonDocument document = System.Text.Json.JsonDocument.Parse(action);
        writer.WriteStartObject();
        foreach (System.Text.Json.JsonProperty member in document.RootElement.EnumerateObject())
        {
            member.WriteTo(writer);
        }

        writer.WriteString("declined_before", FactText.Duration(since.Ticks));
        writer.WriteEndObject();
    }
}
