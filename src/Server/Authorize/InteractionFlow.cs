using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>What does the person have to do next? Sign in, sign in more strongly, approve, or nothing.</summary>
/// <remarks>The engine says how strong and whether to ask; this only walks there.
/// Source: OpenID Connect Core §3.1.2.3; handoff digest §4.</remarks>
internal sealed class InteractionFlow(
    InteractionReader reader,
    Interactions interactions,
    MissionHandoff handoff,
    QuestionLog questions,
    InteractionAnswers answers,
    IdTokenHint hint,
    WishedLevel wished,
    DeferralGate gate,
    TimeProvider time)
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

        if (await gate.StopAsync(view, cancellation) is { } over)
        {
            return new NextStep.Answer(over);
        }

        if (signInOutcome == Cancelled)
        {
            return await CancelledAsync(view, cancellation);
        }

        bool canStepUp = signInOutcome != Cannot;
        if (SignInNeeded(view, canStepUp) is { } signIn)
        {
            return await AskAsync(view, signIn, OAuthErrors.LoginRequired, cancellation);
        }

        if (!canStepUp && wished.IsMissing(view))
        {
            await interactions.GoWithoutWishedLevelAsync(view.Interaction, cancellation);
        }

        // Whoever cannot sign in now does not get by on an older sign-in; the address of this page is in the hands of the browser.
        if (!canStepUp && MustSignIn(view))
        {
            return Answered(
                await answers.ErrorAsync(view, OAuthErrors.LoginRequired.Because("the person could not sign in"), cancellation));
        }

        if (!await hint.FitsAsync(view, cancellation))
        {
            // Whoever signed in for this very request is still another person: the request is not theirs.
            return view.IsSignedInHere
                ? Answered(await answers.ErrorAsync(view, OAuthErrors.LoginRequired.Because("another person signed in"), cancellation))
                : await AskAsync(view, new NextStep.SignIn(null, TimeSpan.Zero, view.Request.LoginHint), OAuthErrors.LoginRequired, cancellation);
        }

        return view.Request.Context is { Purpose: not null } context
            ? await PurposeAsync(view, context, canStepUp, cancellation)
            : await PlainAsync(view, cancellation);
    }

    // Before anything else: what the request itself asks of the sign-in. The level of acr_values is
    // voluntary: without it one goes on, and no page is shown for it alone where none may be.
    private NextStep.SignIn? SignInNeeded(InteractionView view, bool canStepUp)
    {
        AuthorizationRequest request = view.Request;
        if (!canStepUp)
        {
            return null;
        }

        if (MustSignIn(view))
        {
            return new NextStep.SignIn(
                wished.Of(view), IsForced(view) || request.MaxAge == TimeSpan.Zero ? TimeSpan.Zero : request.MaxAge, request.LoginHint);
        }

        return wished.IsMissing(view) && !request.Prompts.Contains("none") ? new NextStep.SignIn(wished.Of(view), null, request.LoginHint) : null;
    }

    private bool MustSignIn(InteractionView view) =>
        view.Session is not { } session || IsForced(view)
        || (view.Request.MaxAge is { } age && !view.IsSignedInHere && time.GetUtcNow() - session.AuthenticatedAt > age);

    private static bool IsForced(InteractionView view) =>
        (view.Request.Prompts.Contains("login") || view.Request.Prompts.Contains("select_account")) && !view.IsSignedInHere;

    private async Task<NextStep> PurposeAsync(
        InteractionView view, RequestedContext context, bool canStepUp, CancellationToken cancellation)
    {
        HandoffFindings findings = await handoff.ConsiderAsync(view.Question(context, UserAnswer.None, canStepUp), cancellation);
        return await findings.Decision.Match<Task<NextStep>>(
            async granted => view.Interaction.Deferral is null
                ? Answered(await answers.GrantedAsync(view, findings, granted, null, cancellation))
                // Opening the address of a deferred token request decides nothing, also where no person would have to be asked.
                : new NextStep.Approve(),
            async stepUp => view.Request.Prompts.Contains("none")
                ? await WithoutStepUpAsync(view, context, OAuthErrors.LoginRequired, OAuthErrors.LoginRequired, cancellation)
                : new NextStep.SignIn(stepUp.Requirement.Acr, stepUp.Requirement.MaxAge, view.Request.LoginHint),
            _ => QuestionAsync(view, findings, cancellation),
            _ => QuestionAsync(view, findings, cancellation),
            async _ => Answered(await answers.RefusedAsync(view, findings, cancellation)));
    }

    // A page counts from the moment that the browser is sent to it; where none may be shown, none is counted.
    private async Task<NextStep> QuestionAsync(InteractionView view, HandoffFindings findings, CancellationToken cancellation)
    {
        NextStep step = await AskAsync(view, new NextStep.Approve(), OAuthErrors.ConsentRequired, cancellation);
        return step is NextStep.Approve && await questions.AskAsync(findings, cancellation) is { IsEmpty: false } unasked
            ? Answered(await answers.RefusedAsync(view, findings with { Decision = new BootstrapDecision.Refused(unasked) }, cancellation))
            : step;
    }

    // Who is signed in and gives the step-up up is refused by the engine, with its reason;
    // who gives the sign-in up, or is another person than asked for, is nobody yet.
    private async Task<NextStep> CancelledAsync(InteractionView view, CancellationToken cancellation)
    {
        OAuthError left = OAuthErrors.AccessDenied.Because("the person did not sign in");
        return view.Request.Context is { Purpose: not null } context && !MustSignIn(view) && await hint.FitsAsync(view, cancellation)
            ? await WithoutStepUpAsync(view, context, null, left, cancellation)
            : Answered(await answers.ErrorAsync(view, left, cancellation));
    }

    // The question again, for a person who cannot be asked for more: what is refused then leaves its reason in the evidence.
    private async Task<NextStep> WithoutStepUpAsync(
        InteractionView view, RequestedContext context, OAuthError? refused, OAuthError otherwise, CancellationToken cancellation)
    {
        HandoffFindings findings = await handoff.ConsiderAsync(view.Question(context, UserAnswer.None, userPresent: false), cancellation);
        return Answered(findings.Decision is BootstrapDecision.Refused
            ? await answers.RefusedAsync(view, findings, refused, cancellation)
            : await answers.ErrorAsync(view, otherwise, cancellation));
    }

    private async Task<NextStep> PlainAsync(InteractionView view, CancellationToken cancellation)
    {
        if (view.Client.IsSelfRegistered || view.Request.Prompts.Contains("consent"))
        {
            return await AskAsync(view, new NextStep.Approve(), OAuthErrors.ConsentRequired, cancellation);
        }

        return Answered(await answers.SignedInAsync(view, cancellation));
    }

    private async Task<NextStep> AskAsync(InteractionView view, NextStep step, OAuthError forbidden, CancellationToken cancellation) =>
        view.Request.Prompts.Contains("none") ? Answered(await answers.ErrorAsync(view, forbidden, cancellation)) : step;

    // Two tabs: only the first gets the answer.
    private static NextStep Answered(AuthorizationAnswer? answer) => answer is null ? new NextStep.Gone() : new NextStep.Answer(answer);
}
