using System.Diagnostics;

namespace MissionPolicy.Client.Tokens;

/// <summary>What verifying an ID Token gave.</summary>
internal abstract record IdTokenResult
{
    private IdTokenResult()
    {
    }

    public T Match<T>(Func<IdToken, T> valid, Func<IdTokenFailure, T> refused) => this switch
    {
        Valid value => valid(value.Token),
        Refused value => refused(value.Failure),
        _ => throw new UnreachableException(),
    };

    public static IdTokenResult No(IdTokenCheck check, string detail) => new Refused(new IdTokenFailure(check, detail));

    public sealed record Valid(IdToken Token) : IdTokenResult;

    public sealed record Refused(IdTokenFailure Failure) : IdTokenResult;
}
