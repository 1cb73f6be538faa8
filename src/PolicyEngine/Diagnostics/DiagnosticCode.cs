namespace MissionPolicy.Engine.Diagnostics;

/// <summary>One row of <see cref="DiagnosticCodes"/>.</summary>
/// <param name="Id">The stable id, for example <c>MP1001</c>.</param>
/// <param name="Name">The name in kebab case.</param>
/// <param name="Title">What is wrong, in one sentence.</param>
public sealed record DiagnosticCode(string Id, string Name, string Title)
{
    /// <summary>The page that explains it, from the root of the repository.</summary>
    public string DocPage => $"docs/checks/{Id}.md";
}
