using System.Runtime.CompilerServices;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>Hundreds of hosts look at the same few files; the system allows one user only so many watches, so they look by themselves.</summary>
internal static class FileWatches
{
    [ModuleInitializer]
    internal static void Poll() => Environment.SetEnvironmentVariable("DOTNET_USE_POLLING_FILE_WATCHER", "true");
}
