using System.Diagnostics;

namespace MissionPolicy.Client.Authorize;

/// <summary>The wire names of response types.</summary>
internal static class ResponseTypes
{
    public static string Name(this ResponseType type) => type switch
    {
        ResponseType.Code => "code",
        ResponseType.DeferredCode => "deferred_code",
        ResponseType.Either => "deferred_code code",
        _ => throw new UnreachableException(),
    };

    /// <summary>Is it listed, in whatever order of its words?</summary>
    public static bool IsIn(this ResponseType type, IEnumerable<string> offered) =>
        offered.Any(name => name.Split(' ').Order(StringComparer.Ordinal).SequenceEqual(type.Name().Split(' ').Order(StringComparer.Ordinal)));
}
