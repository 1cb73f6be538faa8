namespace MissionPolicy.CatalogLint.Reporters;

/// <summary>Findings for those who read them. The same findings are the same bytes.</summary>
internal static class FindingReporter
{
    public static void Write(ToolHost host, OutputFormat format, Report report)
    {
        switch (format)
        {
            case OutputFormat.Json:
                JsonReporter.Write(host.Output, report);
                break;
            case OutputFormat.Sarif:
                SarifReporter.Write(host.Output, report, host.WorkingDirectory);
                break;
            case OutputFormat.Github:
                GithubReporter.Write(host.Output, report);
                break;
            case OutputFormat.Junit:
                JunitReporter.Write(host.Output, report);
                break;
            default:
                HumanReporter.Write(host, report);
                break;
        }
    }
}
