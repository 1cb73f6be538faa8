using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Authorize;

/// <summary>The level that <c>acr_values</c> wishes for: any of the listed ones is enough, the first one is what is asked for.</summary>
/// <remarks>A wish refuses nobody; the <c>acr</c> of the ID Token says what was reached. Source: OpenID Connect Core §3.1.2.1, <c>acr_values</c>.</remarks>
internal sealed class WishedLevel(AssuranceLevels levels)
{
    /// <summary>The level to ask for, or null when the request wishes for none that is known, or the person went on without it.</summary>
    /// <param name="view">The interaction.</param>
    public string? Of(InteractionView view) => view.Interaction.WithoutWishedLevel ? null : view.Request.AcrValues.FirstOrDefault(levels.Knows);

    /// <summary>Whether there is a wish that the sign-in of the browser does not meet.</summary>
    /// <param name="view">The interaction.</param>
    public bool IsMissing(InteractionView view) =>
        Of(view) is not null && !view.Request.AcrValues.Any(acr => levels.Knows(acr) && view.Session is { } session && levels.Satisfies(session.Acr, acr));
}
