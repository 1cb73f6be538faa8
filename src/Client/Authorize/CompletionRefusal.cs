using System.Diagnostics;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Authorize;

/// <summary>Why an authorization gave nothing that may be used: which check failed, where.</summary>
public abstract record CompletionRefusal
{
    private CompletionRefusal()
    {
    }

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="T">The result type.</typeparam>
    /// <param name="callback">The answer at the redirect address is not ours.</param>
    /// <param name="declined">The person, a reviewer or the server said no.</param>
    /// <param name="bootstrapFailed">Sign-in worked, the Mission could not be made.</param>
    /// <param name="tokenEndpoint">The token endpoint refused.</param>
    /// <param name="idToken">The ID Token failed a check.</param>
    /// <param name="context">The applied context is not the one that was asked for.</param>
    /// <param name="expired">A deferred request ended without a decision.</param>
    /// <param name="unusable">The answer cannot be used.</param>
    public T Match<T>(
        Func<Callback, T> callback,
        Func<Declined, T> declined,
        Func<BootstrapFailed, T> bootstrapFailed,
        Func<TokenEndpoint, T> tokenEndpoint,
        Func<IdTokenRefused, T> idToken,
        Func<ContextRefused, T> context,
        Func<Expired, T> expired,
        Func<Unusable, T> unusable) => this switch
        {
            Callback value => callback(value),
            Declined value => declined(value),
            BootstrapFailed value => bootstrapFailed(value),
            TokenEndpoint value => tokenEndpoint(value),
            IdTokenRefused value => idToken(value),
            ContextRefused value => context(value),
            Expired value => expired(value),
            Unusable value => unusable(value),
            _ => throw new UnreachableException(),
        };

    /// <summary>A refusal of the token endpoint, sorted by what it means.</summary>
    internal static CompletionRefusal Of(WireAnswer answer) => OAuthError.Of(answer) switch
    {
        null => new Unusable(answer.Fault ?? $"status {(int)answer.Status}"),
        { Code: "mission_bootstrap_failed" } error => new BootstrapFailed(error),
        { Code: "access_denied" } error => new Declined(error),
        { Code: "expired_token" } => new Expired(),
        OAuthError error => new TokenEndpoint(error),
    };

    /// <summary>Nothing was sent to the token endpoint.</summary>
    /// <param name="Check">The check that failed.</param>
    public sealed record Callback(CallbackCheck Check) : CompletionRefusal;

    /// <summary>No.</summary>
    /// <param name="Error">The error, e.g. <c>access_denied</c>.</param>
    public sealed record Declined(OAuthError Error) : CompletionRefusal;

    /// <summary>There is no Mission; <c>Error.MissionError</c> may say why.</summary>
    /// <param name="Error">The error.</param>
    public sealed record BootstrapFailed(OAuthError Error) : CompletionRefusal;

    /// <summary>The exchange was refused.</summary>
    /// <param name="Error">The error.</param>
    public sealed record TokenEndpoint(OAuthError Error) : CompletionRefusal;

    /// <summary>The tokens were thrown away.</summary>
    /// <param name="Failure">The check that failed.</param>
    /// <param name="Abandoned">What the server said to giving up the Mission; null when there was none.</param>
    public sealed record IdTokenRefused(IdTokenFailure Failure, Acknowledgement? Abandoned) : CompletionRefusal;

    /// <summary>The tokens were thrown away.</summary>
    /// <param name="Verdict">How the contexts differ.</param>
    /// <param name="Abandoned">What the server said to giving up the Mission; null when there was none.</param>
    public sealed record ContextRefused(ContextVerdict Verdict, Acknowledgement? Abandoned) : CompletionRefusal;

    /// <summary>Start anew.</summary>
    public sealed record Expired : CompletionRefusal;

    /// <summary>An answer outside the specification.</summary>
    /// <param name="Detail">What is wrong.</param>
    public sealed record Unusable(string Detail) : CompletionRefusal;
}
