using System.Collections.Immutable;

namespace MissionPolicy.Server.Missions;

/// <summary>Who approved a Mission, and how strongly that person had signed in.</summary>
/// <param name="Subject">The person who approved.</param>
/// <param name="Acr">The level of the person's sign-in.</param>
/// <param name="Amr">Its methods (RFC 8176).</param>
/// <param name="AuthTime">When the person signed in.</param>
/// <remarks>Source: article, approval evidence.</remarks>
internal sealed record ApprovalRecord(string Subject, string Acr, ImmutableArray<string> Amr, DateTimeOffset AuthTime)
{
    /// <summary>The approval of a person with the sign-in that it rests on.</summary>
    public static ApprovalRecord Of(string subject, SignInRecord signIn) => new(subject, signIn.Acr, signIn.Amr, signIn.At);
}
