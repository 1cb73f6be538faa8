using MissionPolicy.Engine.Decisions;
using MissionPolicy.Engine.Envelopes;
using MissionPolicy.Engine.Vocabulary;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Prompts;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Review;

namespace MissionPolicy.Server.Authorize;

/// <summary>Shows what is to be approved and takes the person's answer. The engine is
/// asked anew each time; the page decides nothing.</summary>
/// <remarks>Source: article, "The Handoff", steps 3 and 4; handoff digest §4 rows 21 to 24, §8.</remarks>
internal sealed class ApprovalDesk(
    InteractionReader reader,
    InteractionFlow flow,
    MissionHandoff handoff,
    ISubjects subjects,
    ApprovalPages pages,
    InteractionAnswers answers,
    ReviewSubmission reviews,
    QuestionStops stops,
    DeferralGate gate)
{
    private const string Changed = "What would be approved has changed since the page was shown. Please look again.";

    /// <summary>The page.</summary>
    public Task<ApprovalOutcome> ShowAsync(HttpContext http, string handle, CancellationToken cancellation) =>
        ShowAsync(http, handle, null, cancellation);

    /// <summary>The answer.</summary>
    public async Task<ApprovalOutcome> DecideAsync(HttpContext http, string handle, ApprovalChoice choice, CancellationToken cancellation)
    {
        if (await reader.ReadAsync(http, handle, cancellation) is not { } view)
        {
            return new ApprovalOutcome.Next(new NextStep.Gone());
        }

        if (await gate.StopAsync(view, cancellation) is { } over)
        {
            return Answered(over);
        }

        if (view.Session is null || view.Interaction.Shown is not { } shown || shown.Digest != choice.ShownDigest)
        {
            return await ShowAsync(http, handle, Changed, cancellation);
        }

        if (view.Request.Context is not { Purpose: not null } context)
        {
            return await PlainAsync(http, handle, view, shown, choice, cancellation);
        }

        // Kept before the no: also if this request fails, the next one is not put.
        if (choice.StopsAsking)
        {
            await stops.StopAsync(
                view.Session.Subject, view.Client.ClientId, context.Purpose.Kind, view.SignIn, view.Interaction.Deferral, cancellation);
        }

        UserAnswer answer = choice.IsApproved ? UserAnswer.Approved : UserAnswer.Declined;
        HandoffFindings findings = await handoff.ConsiderAsync(view.Question(context, answer, userPresent: true), cancellation);
        return await findings.Decision.Match<Task<ApprovalOutcome>>(
            async granted => choice.IsApproved
                ? await GrantAsync(http, handle, view, findings, granted, shown, choice, cancellation)
                : Answered(await answers.DeclinedAsync(view, cancellation)),
            _ => AgainAsync(http, handle, cancellation),
            _ => AgainAsync(http, handle, cancellation),
            review => ReviewAsync(http, handle, view, findings, review, shown, choice, cancellation),
            async _ => Answered(await answers.RefusedAsync(view, findings, cancellation)));
    }

    private async Task<ApprovalOutcome> ShowAsync(HttpContext http, string handle, string? problem, CancellationToken cancellation)
    {
        NextStep step = await flow.NextAsync(http, handle, null, cancellation);
        InteractionView? view = step is NextStep.Approve ? await reader.ReadAsync(http, handle, cancellation) : null;
        if (view is null)
        {
            return new ApprovalOutcome.Next(step);
        }

        if (view.Request.Context is not { Purpose: not null } context)
        {
            SubjectFacts? person = await subjects.FindAsync(view.Session!.Subject, cancellation);
            return new ApprovalOutcome.Show(await pages.OfAsync(view, person?.Name ?? string.Empty, cancellation), problem);
        }

        HandoffFindings findings = await handoff.ConsiderAsync(view.Question(context, UserAnswer.None, userPresent: true), cancellation);
        return await findings.Decision.Match<Task<ApprovalOutcome>>(
            async granted => view.Interaction.Deferral is null
                ? await AgainAsync(http, handle, cancellation)
                : new ApprovalOutcome.Show(await pages.OfAsync(view, findings, granted.Envelope, granted.Mode, cancellation), problem),
            _ => AgainAsync(http, handle, cancellation),
            async confirm => new ApprovalOutcome.Show(await pages.OfAsync(view, findings, confirm.Envelope, confirm.Mode, cancellation), problem),
            async review => new ApprovalOutcome.Show(await pages.OfAsync(view, findings, review.Envelope, HandoffMode.Create, cancellation), problem),
            _ => AgainAsync(http, handle, cancellation));
    }

    private async Task<ApprovalOutcome> GrantAsync(
        HttpContext http, string handle, InteractionView view, HandoffFindings findings, BootstrapDecision.Granted granted, ShownApproval shown, ApprovalChoice choice, CancellationToken cancellation)
    {
        if (ApprovalPages.DigestOf(granted.Envelope) != shown.Digest)
        {
            return await ShowAsync(http, handle, Changed, cancellation);
        }

        return await Narrowed(granted.Envelope, shown, choice).Match<Task<ApprovalOutcome>>(
            async narrowed => Answered(await answers.GrantedAsync(view, findings, granted with { Envelope = narrowed.Envelope }, pages.TextOf(shown), cancellation)),
            refused => ShowAsync(http, handle, CannotLeaveOut(refused), cancellation));
    }

    // Reviewers decide on what the requester agreed to, and on no more.
    private async Task<ApprovalOutcome> ReviewAsync(
        HttpContext http, string handle, InteractionView view, HandoffFindings findings, BootstrapDecision.Review review, ShownApproval shown, ApprovalChoice choice, CancellationToken cancellation)
    {
        if (!choice.IsApproved)
        {
            return Answered(await answers.DeclinedAsync(view, cancellation));
        }

        if (ApprovalPages.DigestOf(review.Envelope) != shown.Digest)
        {
            return await ShowAsync(http, handle, Changed, cancellation);
        }

        return await Narrowed(review.Envelope, shown, choice).Match<Task<ApprovalOutcome>>(
            async narrowed => await reviews.SubmitAsync(view, findings, review with { Envelope = narrowed.Envelope }, pages.TextOf(shown), cancellation) is { } answer
                ? Answered(answer)
                : new ApprovalOutcome.Next(new NextStep.Gone()),
            refused => ShowAsync(http, handle, CannotLeaveOut(refused), cancellation));
    }

    // A yes is the yes of one person: who is here now has to be who the request asks
    // for, and who the page was shown to. A no gives nobody anything.
    private async Task<ApprovalOutcome> PlainAsync(
        HttpContext http, string handle, InteractionView view, ShownApproval shown, ApprovalChoice choice, CancellationToken cancellation)
    {
        if (!choice.IsApproved)
        {
            return Answered(await answers.ErrorAsync(view, OAuthErrors.AccessDenied.Because(ReasonCodes.UserDeclined), cancellation));
        }

        NextStep step = await flow.NextAsync(http, handle, null, cancellation);
        return step is not NextStep.Approve ? new ApprovalOutcome.Next(step)
            : ApprovalPages.DigestOf(view) != shown.Digest ? await ShowAsync(http, handle, Changed, cancellation)
            : Answered(await answers.SignedInAsync(view, cancellation));
    }

    // Never more than was shown: time that passed while the person read is not added at the end.
    private static NarrowingAnswer Narrowed(MissionEnvelope envelope, ShownApproval shown, ApprovalChoice choice)
    {
        DateTimeOffset end = envelope.Lifetime.End < shown.End ? envelope.Lifetime.End : shown.End;
        return EnvelopeNarrowing.Apply(
            envelope with { Lifetime = new Lifetime(envelope.Lifetime.Start, end) }, new Narrowing(choice.Drop, choice.Until ?? end));
    }

    private async Task<ApprovalOutcome> AgainAsync(HttpContext http, string handle, CancellationToken cancellation) =>
        new ApprovalOutcome.Next(await flow.NextAsync(http, handle, null, cancellation));

    private static string CannotLeaveOut(NarrowingAnswer.Refused refused) =>
        "That cannot be left out: " + string.Join("; ", refused.Reasons.Select(reason => reason.Detail ?? reason.Code));

    private static ApprovalOutcome.Next Answered(AuthorizationAnswer? answer) =>
        new(answer is null ? new NextStep.Gone() : new NextStep.Answer(answer));
}
