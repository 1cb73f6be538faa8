using System.Diagnostics;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Authorize;

/// <summary>An authorization answer, checked.</summary>
internal abstract record Callback
{
    private const int MaxLength = 16 * 1024;

    private Callback()
    {
    }

    public T Match<T>(Func<string, T> code, Func<string, T> deferredCode, Func<OAuthError, T> declined, Func<CallbackCheck, T> refused) => this switch
    {
        Code value => code(value.Value),
        DeferredCode value => deferredCode(value.Value),
        Declined value => declined(value.Error),
        Refused value => refused(value.Check),
        _ => throw new UnreachableException(),
    };

    /// <summary>Reads and checks.</summary>
    /// <param name="answer">The query (with or without what stands before the question mark), or the body of a form post.</param>
    /// <param name="pending">The request.</param>
    /// <param name="issRequired">Does the server always send <c>iss</c>?</param>
    public static Callback Read(string answer, PendingAuthorization pending, bool issRequired)
    {
        if (Parse(answer) is not { } parameters)
        {
            return new Refused(CallbackCheck.Form);
        }

        if (!pending.State.Is(parameters.GetValueOrDefault("state")))
        {
            return new Refused(CallbackCheck.State);
        }

        string? iss = parameters.GetValueOrDefault("iss");
        if (iss is null ? issRequired : iss != pending.Issuer)
        {
            return new Refused(CallbackCheck.Issuer);
        }

        bool hasCode = parameters.TryGetValue("code", out string? code) && code.Length > 0;
        bool hasDeferred = parameters.TryGetValue("deferred_code", out string? deferred) && deferred.Length > 0;
        if (parameters.TryGetValue("error", out string? error))
        {
            return error.Length > 0 && !hasCode && !hasDeferred ? new Declined(OAuthError.OfRedirect(parameters)) : new Refused(CallbackCheck.Code);
        }

        return (hasCode, hasDeferred, pending.ResponseType) switch
        {
            (true, false, ResponseType.Code or ResponseType.Either) => new Code(code!),
            (false, true, ResponseType.DeferredCode or ResponseType.Either) => new DeferredCode(deferred!),
            _ => new Refused(CallbackCheck.Code),
        };
    }

    private static Dictionary<string, string>? Parse(string answer)
    {
        int question = answer.IndexOf('?', StringComparison.Ordinal);
        string text = answer[(question + 1)..];
        if (text.Length is 0 or > MaxLength)
        {
            return null;
        }

        Dictionary<string, string> parameters = new(StringComparer.Ordinal);
        foreach (string pair in text.Split('#', 2)[0].Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] halves = pair.Split('=', 2);
            // RFC 6749 §3.1: no parameter more than once; which of two counts would be for the attacker to choose.
            if (!parameters.TryAdd(Decode(halves[0]), halves.Length == 2 ? Decode(halves[1]) : ""))
            {
                return null;
            }
        }

        return parameters;
    }

    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));

    public sealed record Code(string Value) : Callback;

    public sealed record DeferredCode(string Value) : Callback;

    public sealed record Declined(OAuthError Error) : Callback;

    public sealed record Refused(CallbackCheck Check) : Callback;
}
