using MissionPolicy.Engine.Analysis.Schemas;
using MissionPolicy.Engine.Analysis.Trials;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Params;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Analysis.Dimensions;

/// <summary>Which params are accepted, and which of them govern.</summary>
internal static class ParamsDiff
{
    private const string Path = "$.params.schema";
    private const string Uncompared = "the schema of the params changes, and has keywords that cannot be compared";

    public static IEnumerable<DimensionDifference> Compare(Versions versions)
    {
        (ParamsRule before, ParamsRule after) = (versions.Before.Entry.Params, versions.After.Entry.Params);
        if (Schemas(versions) is { } schema)
        {
            yield return schema;
        }

        foreach (string name in after.Governing.Except(before.Governing, StringComparer.Ordinal).ToSortedSet().Where(name => Knows(versions.Before, name)))
        {
            yield return Role(versions, $"param `{name}` governs now");
        }

        foreach (string name in before.Governing.Except(after.Governing, StringComparer.Ordinal).ToSortedSet().Where(name => Knows(versions.After, name)))
        {
            yield return Role(versions, $"param `{name}` no longer governs");
        }
    }

    private static bool Knows(Compilation.CompiledPurpose purpose, string name) => purpose.SchemaOutline.Property(name) is not null;

    // What a Mission keeps of its params is neither more nor less authority: a person has to look at it.
    private static DimensionDifference Role(Versions versions, string summary) => new()
    {
        Dimension = DiffDimension.Params,
        Classification = Change.Incomparable,
        Summary = summary,
        Before = versions.BeforeAt("$.params.governing"),
        After = versions.AfterAt("$.params.governing"),
    };

    private static DimensionDifference? Schemas(Versions versions)
    {
        (string was, string now) = (versions.Before.Entry.Params.SchemaJson, versions.After.Entry.Params.SchemaJson);
        return (versions.Before.SchemaRoot, versions.After.SchemaRoot) is ({ } old, { } current) ? Schemas(versions, old, current)
            : string.Equals(was, now, StringComparison.Ordinal) ? null
            : Verdict.Of(DiffDimension.Params, null, null, Uncompared, versions.BeforeAt(Path), versions.AfterAt(Path), null);
    }

    private static DimensionDifference? Schemas(Versions versions, SchemaNode old, SchemaNode current)
    {
        (SchemaText before, SchemaText after) = (new(versions.Before.Entry.Params.SchemaJson), new(versions.After.Entry.Params.SchemaJson));
        SchemaGap more = new SchemaInclusion(after, before).Gap(current, old);
        SchemaGap less = new SchemaInclusion(before, after).Gap(old, current);
        Witness? witness = more.Match(() => null, json => Confirm(versions, json), () => null);
        bool? wider = more.Match<bool?>(() => false, _ => witness is null ? null : true, () => null);
        bool? narrower = less.Match<bool?>(() => false, json => Confirm(versions.Reversed, json) is null ? null : true, () => null);
        string summary = Summary(old, current, before, after, wider);
        return Verdict.Of(DiffDimension.Params, wider, narrower, summary, versions.BeforeAt(Path), versions.AfterAt(Path), witness);
    }

    private static Witness? Confirm(Versions versions, string json)
    {
        MissionQuestion mission = MissionQuestion.Plain(versions) with { Params = json, Answer = "approved", IsVerbatim = true };
        (BootstrapDecision was, BootstrapDecision now) = (Trial.Bootstrap(versions.Before, mission), Trial.Bootstrap(versions.After, mission));
        return AnswerText.Has(was, ReasonCodes.ParamsInvalid) && !AnswerText.Has(now, ReasonCodes.ParamsInvalid)
            ? new Witness { Question = Trial.Question(mission), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private static string Summary(SchemaNode old, SchemaNode current, SchemaText before, SchemaText after, bool? wider)
    {
        string[] edits =
        [
            .. current.Properties.Keys.Except(old.Properties.Keys).Order(StringComparer.Ordinal).Select(name => $"param `{name}` is new"),
            .. old.Properties.Keys.Except(current.Properties.Keys).Order(StringComparer.Ordinal).Select(name => $"param `{name}` is gone"),
            .. old.Properties.Keys.Intersect(current.Properties.Keys).Order(StringComparer.Ordinal)
                .Where(name => before.Of(old.Properties[name]) != after.Of(current.Properties[name]))
                .Select(name => $"the schema of `{name}` changes"),
        ];
        string what = edits.Length == 0 ? "the schema of the params changes" : string.Join("; ", edits);
        return wider == true ? what + ": params are accepted that were not" : what;
    }
}
