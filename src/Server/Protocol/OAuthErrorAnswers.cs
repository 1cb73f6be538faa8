namespace MissionPolicy.Server.Protocol;

/// <summary>Marks an endpoint whose callers read OAuth errors, so that what fails outside of its own code is told as one too.</summary>
/// <remarks>Source: RFC 6749 §5.2; derivation digest §11.</remarks>
internal sealed class OAuthErrorAnswers
{
    private OAuthErrorAnswers()
    {
    }

    public static OAuthErrorAnswers Instance { get; } = new();
}
