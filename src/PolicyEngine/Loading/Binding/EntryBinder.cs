using MissionPolicy.Engine.Catalog;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading.Yaml;
using MissionPolicy.Engine.Vocabulary;

namespace MissionPolicy.Engine.Loading.Binding;

/// <summary>Binds one file of <c>purposes/</c>: the sections in the order in which a person reads them.</summary>
internal sealed class EntryBinder(BindingScope scope, CatalogVocabulary vocabulary)
{
    /// <summary>The keys of an entry.</summary>
    public static readonly string[] Keys =
    [
        "kind", "version", "owner", "title", "summary", "allowed", "params", "authentication", "approval",
        "authority", "never", "lifetime", "propagation", "rules", "resume", "on_change", "cases",
    ];

    public CatalogEntry Bind(YamlMap root)
    {
        MapReader read = new(scope, root, Keys);
        SourceMap source = BindingScope.MapOf(root);
        ParamsSection parameters = ParamsSection.Bind(read);
        ApprovalSection approval = new(scope, vocabulary);
        AuthoritySection authority = new(scope, vocabulary, parameters);
        ValueArray<AuthorRule> rules = new RulesSection(scope, vocabulary, parameters).Bind(read);
        return new CatalogEntry
        {
            Kind = Kind(read),
            Version = read.Int("version", 1),
            Owner = read.Text("owner"),
            Title = read.Text("title"),
            Summary = read.Text("summary"),
            Allowed = Allowed(read),
            Params = parameters.Rule,
            Authentication = AuthenticationSection.Bind(read, vocabulary, parameters),
            Approval = approval.Bind(read, rules.Any(rule => rule.Then.Approval == ApprovalMode.Review) || scope.IsBrokenInside("$.rules")),
            Authority = authority.Bind(read),
            Never = authority.BindNever(read),
            Lifetime = Lifetime(read),
            Propagation = PropagationSection.Bind(read, vocabulary),
            Rules = rules,
            Resume = Resume(read),
            OnChange = read.Word(
                "on_change", ChangeRule.Narrow, required: false, ("narrow", ChangeRule.Narrow), ("keep", ChangeRule.Keep), ("suspend", ChangeRule.Suspend)),
            Cases = CaseSection.Bind(read, source),
            Source = source,
        };
    }

    private string Kind(MapReader read)
    {
        string kind = read.Text("kind");
        if (kind.Length > 0 && !IsAbsoluteUri(kind))
        {
            scope.Error(
                DiagnosticCodes.NotAnAbsoluteUri, read.Optional("kind")!.Position, $"`{kind}` is not an absolute URI.", "Write for example `https://assistant.example.com/purposes/schedule-meeting`.");
        }

        return kind;
    }

    internal static bool IsAbsoluteUri(string text) => Params.Formats.Fits("uri", text) && !text.Contains('#', StringComparison.Ordinal);

    private AllowedParties Allowed(MapReader entry)
    {
        MapReader? read = entry.Map("allowed") is { } map ? new(scope, map, "clients", "applications", "tenants") : null;
        return read is null
            ? new AllowedParties([], [], [])
            : new AllowedParties(read.Set("clients", required: true), read.Set("applications", required: false), read.Set("tenants", required: true));
    }

    private LifetimeRule Lifetime(MapReader entry)
    {
        MapReader? read = entry.Map("lifetime") is { } map ? new(scope, map, "max", "idle") : null;
        return new LifetimeRule(read?.Duration("max") ?? TimeSpan.FromTicks(1), read?.OptionalDuration("idle"));
    }

    private ResumeRule Resume(MapReader entry)
    {
        MapReader? read = entry.Map("resume") is { } map ? new(scope, map, "within", "same", "otherwise") : null;
        return read is null
            ? new ResumeRule(null, [], ResumeFallback.Reject)
            : new ResumeRule(
                read.OptionalDuration("within"),
                read.Set("same", required: false),
                read.Word("otherwise", ResumeFallback.Reject, required: true, ("recreate", ResumeFallback.Recreate), ("reject", ResumeFallback.Reject)));
    }
}
