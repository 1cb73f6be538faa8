using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Authorize;

/// <summary>An interaction with everything that its steps look at.</summary>
/// <param name="Interaction">The interaction.</param>
/// <param name="Request">The request.</param>
/// <param name="Client">The client.</param>
/// <param name="Session">The sign-in of the browser, or null.</param>
internal sealed record InteractionView(Interaction Interaction, AuthorizationRequest Request, Client Client, AuthenticatedSession? Session)
{
    /// <summary>Where the answer goes.</summary>
    public AnswerTarget Target => AnswerTarget.Of(Request);

    /// <summary>Whether the sign-in happened after the interaction began.</summary>
    public bool IsSignedInHere => Session is { } session && session.AuthenticatedAt >= Interaction.StartedAt;

    /// <summary>The sign-in as records keep it.</summary>
    public SignInRecord? SignIn => Session is null ? null : new SignInRecord(
        Session.Acr, [.. Session.Amr], Session.AuthenticatedAt, Session.SessionId);

    /// <summary>The question to the engine.</summary>
    /// <param name="context">The request's context.</param>
    /// <param name="answer">What the person said.</param>
    /// <param name="userPresent">Whether the person can be asked to sign in more strongly.</param>
    public HandoffQuestion Question(RequestedContext context, Engine.Decisions.UserAnswer answer, bool userPresent) => new()
    {
        Client = Client,
        Requested = context,
        Named = [.. Request.MissionDetails],
        Asked = Request.Asked,
        KeyThumbprint = Interaction.DpopJkt,
        AskedAs = Interaction.Deferral ?? Interaction.Pushed ?? Interaction.Handle,
        IsCounted = Interaction.Deferral is not null,
        Subject = Session?.Subject,
        SignIn = SignIn,
        InThisInteraction = IsSignedInHere,
        UserPresent = userPresent,
        DeferralAllowed = Request.ResponseType != ResponseType.Code,
        Answer = answer,
    };
}
