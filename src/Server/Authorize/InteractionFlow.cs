using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>What does the person have to do next? Sign in, sign in more strongly, approve, or nothing.</summary>
/// <remarks>The engine says how strong and whether to ask; this only walks there. Source: OpenID Connect Core §3.1.2.3; handoff digest §4.</remarks>
internal sealed class InteractionFlow(InteractionReader reader, MissionHandoff handoff, InteractionAnswers answers, CatalogHost catalog, TimeProvider time)
{
    /// <summary>What the sign-in page appends when the person cannot reach the level.</summary>
    public const string Cannot = "cannot";

    /// <summary>What the sign-in page appends when the person wants out.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>The next step of an interaction.</summary>
    /// <param name="http">The browser.</param>
    /// <param name="handle">The interaction.</param>
    /// <param name="signInOutcome">What the sign-in page said, or null.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async Task<NextStep> NextAsync(HttpContext http, string handle, string? signInOutcome, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(http, handle, cancellation) is not { } view)
        {
            return new NextStep.Gone();
        }

        if (signInOutcome == Cancelled)
        {
            return new NextStep.Answer(await answers.ErrorAsync(view, OAuthErrors.AccessDenied.Because("the person did not sign in"), cancellation));
        }

        bool canStepUp = signInOutcome != Cannot;
        if (SignInNeeded(view, canStepUp) is { } signIn)
        {
            return await AskAsync(view, signIn, OAuthErrors.LoginRequired, cancellation);
        }

        if (view.Session is null)
        {
            return new NextStep.Answer(await answers.ErrorAsync(view, OAuthErrors.AccessDenied.Because("the person could not sign in"), cancellation));
        }

        return view.Request.Context is { Purpose: not null } context
            ? await PurposeAsync(view, context, canStepUp, cancellation)
            : await PlainAsync(view, cancellation);
    }

    // Before anything else: what the request itself asks of the sign-in. The level of acr_values is voluntary; without it one goes on.
    private NextStep.SignIn? SignInNeeded(InteractionView view, bool canStepUp)
    {
        AuthorizationRequest request = view.Request;
        string? wanted = request.AcrValues.FirstOrDefault(acr => catalog.Current.Vocabulary.Rank(acr) >= 0);
        bool isForced = (request.Prompts.Contains("login") || request.Prompts.Contains("select_account")) && !view.IsSignedInHere;
        bool isTooOld = request.MaxAge is { } age && view.Session is { } session && !view.IsSignedInHere && time.GetUtcNow() - session.AuthenticatedAt > age;
        if (!canStepUp)
        {
            return null;
        }

        if (view.Session is null || isForced || isTooOld)
        {
            return new NextStep.SignIn(wanted, isForced || request.MaxAge == TimeSpan.Zero ? TimeSpan.Zero : request.MaxAge, request.LoginHint);
        }

        return wanted is not null && catalog.Current.Vocabulary.Rank(view.Session.Acr) < catalog.Current.Vocabulary.Rank(wanted)
            ? new NextStep.SignIn(wanted, null, request.LoginHint)
            : null;
    }

    private async Task<NextStep> PurposeAsync(InteractionView view, RequestedContext context, bool canStepUp, CancellationToken cancellation)
    {
        HandoffFindings findings = await handoff.ConsiderAsync(view.Question(context, UserAnswer.None, canStepUp), cancellation);
        return await findings.Decision.Match<Task<NextStep>>(
            async granted => await answers.GrantedAsync(view, findings, granted, null, cancellation) is { } answer ? new NextStep.Answer(answer) : new NextStep.Gone(),
            async stepUp => await AskAsync(view, new NextStep.SignIn(stepUp.Requirement.Acr, stepUp.Requirement.MaxAge, view.Request.LoginHint), OAuthErrors.LoginRequired, cancellation),
            async _ => await AskAsync(view, new NextStep.Approve(), OAuthErrors.ConsentRequired, cancellation),
            async _ => await AskAsync(view, new NextStep.Approve(), OAuthErrors.ConsentRequired, cancellation),
            async _ => new NextStep.Answer(await answers.RefusedAsync(view, findings, cancellation)));
    }

    private async Task<NextStep> PlainAsync(InteractionView view, CancellationToken cancellation)
    {
        if (view.Client.IsSelfRegistered || view.Request.Prompts.Contains("consent"))
        {
            return await AskAsync(view, new NextStep.Approve(), OAuthErrors.ConsentRequired, cancellation);
        }

        return await answers.SignedInAsync(view, cancellation) is { } answer ? new NextStep.Answer(answer) : new NextStep.Gone();
    }

    private async Task<NextStep> AskAsync(InteractionView view, NextStep step, OAuthError forbidden, CancellationToken cancellation) =>
        view.Request.Prompts.Contains("none") ? new NextStep.Answer(await answers.ErrorAsync(view, forbidden, cancellation)) : step;
}
