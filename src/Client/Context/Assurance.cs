using System.Collections.Immutable;

namespace MissionPolicy.Client.Context;

/// <summary>The sign-in that the operation needs.</summary>
public sealed record Assurance
{
    /// <summary>Strengths that do, any of them; sent as <c>acr_values</c>. Empty asks for none. List the stronger ones too.</summary>
    public ImmutableArray<string> AcrValues { get; init; } = [];

    /// <summary>The oldest acceptable sign-in, counted back from the request; sent as <c>max_age</c>.</summary>
    public TimeSpan? MaxAge { get; init; }
}
