using MissionPolicy.Engine.Loading;

namespace MissionPolicy.CatalogLint.Configuration;

/// <summary>Finds and reads <c>.catalog-lint.yaml</c>.</summary>
internal static class ConfigurationFile
{
    /// <summary>The name.</summary>
    public const string Name = ".catalog-lint.yaml";

    /// <summary>The configuration of a run.</summary>
    /// <param name="host">Where the tool runs.</param>
    /// <param name="named">The file of <c>--config</c>, or null to look for one.</param>
    /// <param name="folder">The catalog's folder.</param>
    /// <exception cref="CouldNotRunException">The named file is not there, or the file cannot be understood.</exception>
    public static LintConfiguration Load(ToolHost host, string? named, string folder)
    {
        if (named is not null && !File.Exists(host.Resolve(named)))
        {
            throw new CouldNotRunException($"There is no file {named}.");
        }

        string? path = named is not null ? host.Resolve(named) : Candidates(host, folder).FirstOrDefault(File.Exists);
        return path is null ? new LintConfiguration() : ConfigurationReader.Read(new CatalogSource(named ?? Name, File.ReadAllText(path)));
    }

    /// <summary>Where a configuration is looked for: the catalog's folder, then the working folder.</summary>
    public static IEnumerable<string> Candidates(ToolHost host, string folder) =>
        [Path.Combine(host.Resolve(folder), Name), Path.Combine(host.WorkingDirectory, Name)];
}
