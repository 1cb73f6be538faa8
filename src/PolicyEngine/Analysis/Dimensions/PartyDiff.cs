using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>Who may use the purpose, and where.</summary>
internal static class PartyDiff
{
    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        (AllowedParties before, AllowedParties after) = (versions.Before.Entry.Allowed, versions.After.Entry.Allowed);
        return Compare(versions, new Party(DiffDimension.Clients, "client", "clients", ReasonCodes.ClientNotAllowed, (mission, name) => mission with { Client = name }), before.Clients, after.Clients)
            .Concat(Applications(versions, before.Applications, after.Applications))
            .Concat(Compare(versions, new Party(DiffDimension.Tenants, "tenant", "tenants", ReasonCodes.TenantNotAllowed, (mission, name) => mission with { Tenant = name }), before.Tenants, after.Tenants));
    }

    private static Party Application { get; } =
        new(DiffDimension.Applications, "application", "applications", ReasonCodes.AppNotAllowed, (mission, name) => mission with { Application = name });

    // No list means every application, and none.
    private static IEnumerable<DimensionDifference> Applications(Versions versions, ValueArray<string> before, ValueArray<string> after)
    {
        if (before.IsEmpty == after.IsEmpty)
        {
            return Compare(versions, Application, before, after);
        }

        string path = "$.allowed.applications";
        string unlisted = Enumerable.Range(1, int.MaxValue).Select(index => $"other-{index}").First(name => !before.Contains(name));
        return
        [
            after.IsEmpty
                ? Verdict.Wider(DiffDimension.Applications, "every application may use it now", versions.BeforeAt(path), versions.AfterAt(path), Confirm(versions, Application, unlisted))
                : Verdict.Narrower(DiffDimension.Applications, $"only the applications {string.Join(", ", after.Select(name => $"`{name}`"))} may use it now", versions.BeforeAt(path), versions.AfterAt(path)),
        ];
    }

    private static IEnumerable<DimensionDifference> Compare(Versions versions, Party party, ValueArray<string> before, ValueArray<string> after)
    {
        string path = "$.allowed." + party.Member;
        return after.Except(before, StringComparer.Ordinal).ToSortedSet()
            .Select(name => Verdict.Wider(party.Dimension, $"{party.Noun} `{name}` is new", versions.BeforeAt(path), versions.AfterAt(path), Confirm(versions, party, name)))
            .Concat(before.Except(after, StringComparer.Ordinal).ToSortedSet()
                .Select(name => Verdict.Narrower(party.Dimension, $"{party.Noun} `{name}` is gone", versions.BeforeAt(path), versions.AfterAt(path))));
    }

    private static Witness? Confirm(Versions versions, Party party, string name)
    {
        MissionQuestion mission = party.Set(MissionQuestion.Plain(versions) with { Answer = "approved", IsVerbatim = true }, name);
        (BootstrapDecision was, BootstrapDecision now) = (Trial.Bootstrap(versions.Before, mission), Trial.Bootstrap(versions.After, mission));
        return AnswerText.Has(was, party.Code) && !AnswerText.Has(now, party.Code)
            ? new Witness { Question = Trial.Question(mission), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private sealed record Party(DiffDimension Dimension, string Noun, string Member, string Code, Func<MissionQuestion, string, MissionQuestion> Set);
}
