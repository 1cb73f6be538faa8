using MissionPolicy.Engine.Context;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.DryRun;

/// <summary>Reads <c>authorization_details</c>: the authority that is asked for by name, as a client would push it.</summary>
internal static class AskedMember
{
    public const string Name = "authorization_details";

    /// <summary>What is asked for; null where nothing is, or where it cannot be used and the reader has the error.</summary>
    /// <param name="body">The body.</param>
    public static AskedAuthority? Read(MemberReader body)
    {
        if (body.OptionalArray(Name) is not { } details)
        {
            return null;
        }

        (AskedAuthority? asked, string? wrong) = MissionDetailsParser.ParseAuthorization(details.GetRawText()).Match<(AskedAuthority?, string?)>(
            read => read.Named.IsEmpty ? (read.Asked, null) : (null, "names a Mission; those are in `missions`"),
            error => (null, error.Description));
        if (wrong is not null)
        {
            body.Error(Name, wrong);
        }

        return asked;
    }
}
