using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Descriptions;

/// <summary>What one envelope allows that another did not: the page of a re-approval shows exactly this.</summary>
/// <remarks>Nothing new is left out: an envelope without news is shown to lie inside the one before.
/// Source: handoff digest §8, one page with all crossings at once, and only those.</remarks>
public sealed record EnvelopeNews
{
    /// <summary>New resource classes, servers and operations, with the bounds that hold for them; each grant names only its new operations.</summary>
    public ValueArray<GrantDescription> Grants { get; init; }

    /// <summary>Bounds that are no longer as narrow as before.</summary>
    public ValueArray<NewsChange> Bounds { get; init; }

    /// <summary>Governing params that have another value, or are new.</summary>
    public ValueArray<NewsChange> Params { get; init; }

    /// <summary>Another client, subject, tenant or actor.</summary>
    public ValueArray<NewsChange> Parties { get; init; }

    /// <summary>Limits of time and reach that are wider: the life, the rest, the depth, an assertion's life, the sign-in that an audience asks for.</summary>
    public ValueArray<NewsChange> Limits { get; init; }

    /// <summary>New authorization servers, and what known ones would newly get.</summary>
    public ValueArray<AudienceDescription> Audiences { get; init; }

    /// <summary>What falls away, one sentence each.</summary>
    public ValueArray<string> FallsAway { get; init; }

    /// <summary>True when nothing is allowed that was not allowed before; params and what falls away say nothing about that.</summary>
    public bool AddsNothing => Grants.IsEmpty && Bounds.IsEmpty && Parties.IsEmpty && Limits.IsEmpty && Audiences.IsEmpty;

    /// <summary>Compares two envelopes.</summary>
    /// <param name="before">What a person approved.</param>
    /// <param name="after">What a person is asked to approve.</param>
    /// <param name="vocabulary">The vocabulary that titles classes, operations and attributes.</param>
    public static EnvelopeNews Of(MissionEnvelope before, MissionEnvelope after, CatalogVocabulary vocabulary) => new()
    {
        Grants = GrantNews.Added(before, after, vocabulary).ToValueArray(),
        Bounds = [.. GrantNews.Wider(before, after, vocabulary).Distinct(), .. GrantNews.Unnamed(before, after, vocabulary)],
        Params = LimitNews.Params(before, after).ToValueArray(),
        Parties = LimitNews.Parties(before, after).ToValueArray(),
        Limits = [.. LimitNews.Limits(before, after), .. AudienceNews.Limits(before, after)],
        Audiences = AudienceNews.Added(before, after, vocabulary).ToValueArray(),
        FallsAway =
        [
            .. GrantNews.Dropped(before, after, vocabulary), .. GrantNews.Narrower(before, after, vocabulary).Distinct(),
            .. LimitNews.Dropped(before, after), .. AudienceNews.Dropped(before, after, vocabulary),
        ],
    };
}
