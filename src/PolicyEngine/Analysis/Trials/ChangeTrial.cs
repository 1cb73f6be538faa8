using MissionPolicy.Engine.Canonical;
using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Decisions;

namespace MissionPolicy.Engine.Analysis.Trials;

/// <summary>Changes an entry under a Mission that lives, and asks what is left of it.</summary>
internal sealed record ChangeTrial
{
    /// <summary>The next version says the same.</summary>
    public static ChangeTrial Version { get; } = new() { Word = "version", Later = entry => entry with { Version = entry.Version + 1 } };

    /// <summary>The next version does not name the Mission's client any more.</summary>
    public static ChangeTrial Client { get; } = new()
    {
        Word = "client_withdrawn",
        Later = entry => entry with { Version = entry.Version + 1, Allowed = entry.Allowed with { Clients = [] } },
    };

    /// <summary>The change, in the words of the witness.</summary>
    public required string Word { get; init; }

    /// <summary>The change.</summary>
    public required Func<CatalogEntry, CatalogEntry> Later { get; init; }

    /// <summary>That more is left under the rule of the new version than under that of the old one; null when that is not so.</summary>
    /// <param name="versions">The versions.</param>
    public Witness? Confirm(Versions versions)
    {
        MissionQuestion mission = MissionQuestion.Plain(versions) with { Answer = "approved" };
        (CeilingDecision? was, CeilingDecision? now) = (Ask(versions.Before, mission), Ask(versions.After, mission));
        return was is CeilingDecision.Suspended && now is CeilingDecision.Whole
            ? new Witness { Question = Trial.Question(mission, "change", JsonText.Canonical(writer => writer.WriteStringValue(Word))), BeforeAnswer = AnswerText.Of(was), AfterAnswer = AnswerText.Of(now) }
            : null;
    }

    private CeilingDecision? Ask(CompiledPurpose purpose, MissionQuestion question) =>
        Trial.Envelope(purpose, question) is { } envelope && Trial.Values(purpose, question) is { } values
            ? Ceiling.Decide(PurposeCompiler.Compile(Later(purpose.Entry), purpose.Vocabulary, purpose.Shapes), envelope, values)
            : null;
}
