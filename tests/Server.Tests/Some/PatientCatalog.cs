using MissionPolicy.Server.Tests.Deferred;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>The sample catalog without its budgets of questions: in one hour of a test
/// clock one person is asked more often than any person should be.</summary>
internal static class PatientCatalog
{
    private static readonly Lazy<DirectoryInfo> Copy = new(() =>
    {
        DirectoryInfo copy = ChangedCatalog.Of(static line => line);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => copy.Delete(recursive: true);
        return copy;
    });

    /// <summary>Where it is.</summary>
    public static string Path => Copy.Value.FullName;
}
