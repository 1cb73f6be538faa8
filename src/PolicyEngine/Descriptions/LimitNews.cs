using System.Globalization;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>What is new about params, parties, time and depth.</summary>
internal static class LimitNews
{
    private const string None = "none";

    private const string NoLimit = "no limit";

    public static IEnumerable<NewsChange> Params(MissionEnvelope before, MissionEnvelope after)
    {
        ValueArray<ParamDescription> old = ParamWords.Of(before.GoverningParams, null);
        return ParamWords.Of(after.GoverningParams, null)
            .Where(param => !old.Contains(param))
            .Select(param => new NewsChange(param.Path, old.FirstOrDefault(known => known.Path == param.Path)?.Value ?? None, param.Value));
    }

    public static IEnumerable<NewsChange> Parties(MissionEnvelope before, MissionEnvelope after) => new[]
    {
        new NewsChange("client", PlainWords.Text(before.Client), PlainWords.Text(after.Client)),
        new NewsChange("subject", PlainWords.Text(before.Subject), PlainWords.Text(after.Subject)),
        new NewsChange("tenant", PlainWords.Text(before.Tenant), PlainWords.Text(after.Tenant)),
        new NewsChange("agent", PlainWords.Text(before.Actor ?? None), PlainWords.Text(after.Actor ?? None)),
    }.Where(change => change.Before != change.After);

    public static IEnumerable<NewsChange> Limits(MissionEnvelope before, MissionEnvelope after)
    {
        if (after.Lifetime.IsEmpty)
        {
            yield break;
        }

        if (after.Lifetime.End > before.Lifetime.End)
        {
            yield return new NewsChange("until", PlainWords.Instant(before.Lifetime.End), PlainWords.Instant(after.Lifetime.End));
        }

        if (after.Lifetime.Start < before.Lifetime.Start)
        {
            yield return new NewsChange("from", PlainWords.Instant(before.Lifetime.Start), PlainWords.Instant(after.Lifetime.Start));
        }

        if (before.Idle is { } rest && !(after.Idle <= rest))
        {
            yield return new NewsChange("without use", PlainWords.Duration(rest), after.Idle is { } longer ? PlainWords.Duration(longer) : NoLimit);
        }

        if (after.PropagationDepth > before.PropagationDepth)
        {
            yield return new NewsChange("steps from home", Number(before.PropagationDepth), Number(after.PropagationDepth));
        }
    }

    public static IEnumerable<string> Dropped(MissionEnvelope before, MissionEnvelope after)
    {
        ValueArray<ParamDescription> now = ParamWords.Of(after.GoverningParams, null);
        foreach (ParamDescription gone in ParamWords.Of(before.GoverningParams, null).Where(param => now.All(other => other.Path != param.Path)))
        {
            yield return $"{gone.Path}: no longer {gone.Value}";
        }

        if (after.Lifetime.End < before.Lifetime.End)
        {
            yield return $"only until {PlainWords.Instant(after.Lifetime.End)}, no longer until {PlainWords.Instant(before.Lifetime.End)}";
        }
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
