using System.Diagnostics;

namespace MissionPolicy.Server.Storage;

/// <summary>What a conditional write came to.</summary>
internal abstract record WriteResult
{
    private WriteResult()
    {
    }

    /// <summary>Whether the row was written.</summary>
    public bool Succeeded => this is Written;

    /// <summary>Asks which case this is.</summary>
    /// <typeparam name="TResult">The result type.</typeparam>
    /// <param name="written">The row was written; given its new version.</param>
    /// <param name="conflict">Another version is there; given that version.</param>
    /// <param name="missing">There is no such row.</param>
    public TResult Match<TResult>(Func<long, TResult> written, Func<long, TResult> conflict, Func<TResult> missing) => this switch
    {
        Written answer => written(answer.Version),
        Conflict answer => conflict(answer.Version),
        Missing => missing(),
        _ => throw new UnreachableException(),
    };

    /// <summary>The row was written.</summary>
    /// <param name="Version">Its new version.</param>
    public sealed record Written(long Version) : WriteResult;

    /// <summary>Nothing was written: another version is there.</summary>
    /// <param name="Version">The version that is there.</param>
    public sealed record Conflict(long Version) : WriteResult;

    /// <summary>Nothing was written: there is no row to replace.</summary>
    public sealed record Missing : WriteResult;
}
