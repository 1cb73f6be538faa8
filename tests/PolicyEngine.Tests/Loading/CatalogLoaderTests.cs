using System.Collections.Immutable;
using MissionPolicy.Engine.Compilation;
using MissionPolicy.Engine.Diagnostics;
using MissionPolicy.Engine.Loading;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Loading;

public sealed class CatalogLoaderTests
{
    [Fact]
    public void A_valid_catalog_loads_and_compiles()
    {
        CatalogModel model = Loaded(SomeYaml.Load(SomeYaml.Meeting));
        CompiledCatalog catalog = CompiledCatalog.Compile(model.Vocabulary, model.Entries);
        CompiledPurpose purpose = Assert.Single(catalog.Purposes.Values);
        Assert.Equal(FactKind.Instant, purpose.ParamKinds["window.from"]);
        Assert.Equal(FactKind.TextSet, purpose.ParamKinds["attendees"]);
        Assert.Equal(2, purpose.Entry.Authority[0].Where.Count);
        Assert.StartsWith("sha-256:", catalog.Digest, StringComparison.Ordinal);
    }

    [Fact]
    public void Ten_different_mistakes_in_one_file_are_ten_diagnostics_in_one_go()
    {
        CatalogSource broken = SomeYaml.MeetingWith("version: 3", "version: 0");
        (string Old, string New)[] mistakes =
        [
            ("owner: identity-governance@example.com", "owner: no"),
            ("clients: [assistant]", "clients: [asistant]"),
            ("maxLength: 500", "maxlength: 500"),
            ("acr: mfa, max_age: 30m", "acr: mfaa, max_age: 30m"),
            ("mode: user", "mode: usr"),
            ("calendar: { equals: params.calendar }", "calender: { equals: params.calendar }"),
            ("operations: [send]", "operations: [sendd]"),
            ("max: 8h", "max: 800d"),
            ("assertion_lifetime: 5m", "assertion_lifetime: 6m"),
        ];
        foreach ((string old, string replacement) in mistakes)
        {
            Assert.Contains(old, broken.Text, StringComparison.Ordinal);
            broken = broken with { Text = broken.Text.Replace(old, replacement, StringComparison.Ordinal) };
        }

        ImmutableArray<CatalogDiagnostic> diagnostics = Refused(SomeYaml.Load(broken));
        Assert.Equal(
            [
                "MP1013", "MP1008", "MP1102", "MP1104", "MP1102", "MP1014", "MP1021", "MP1102", "MP1107", "MP1107",
            ],
            diagnostics.Select(diagnostic => diagnostic.Code.Id));
        Assert.All(diagnostics, diagnostic =>
        {
            Assert.True(diagnostic.Position.Line > 0 && diagnostic.Position.Column > 0, diagnostic.Message);
            Assert.StartsWith("$", diagnostic.Position.Path, StringComparison.Ordinal);
            Assert.NotEmpty(diagnostic.Help);
            Assert.Contains('^', diagnostic.Excerpt);
        });
        Assert.Contains(diagnostics, diagnostic => diagnostic.Suggestion == "assistant");
        Assert.Contains(diagnostics, diagnostic => diagnostic.Suggestion == "maxLength");
        Assert.Contains(diagnostics, diagnostic => diagnostic.Suggestion == "calendar");
    }

    [Theory]
    [InlineData("kind: https://assistant.example.com/purposes/schedule-meeting", "kind: schedule-meeting", "MP1016")]
    [InlineData("version: 3\n", "", "MP1011")]
    [InlineData("title: Schedule a meeting", "title: 2026-12-01", "MP1008")]
    [InlineData("operations: [send]", "operations: [send, send]", "MP1015")]
    [InlineData("operations: [send]", "operations: []", "MP1013")]
    [InlineData("governing: [calendar, window, attendees]", "governing: [calendar, window, attendees, note]", "MP1103")]
    [InlineData("audit_only: [note]", "audit_only: []", "MP1103")]
    [InlineData("starts: { within: params.window }", "starts: { starts_with: \"2026\" }", "MP1020")]
    [InlineData("starts: { within: params.window }", "starts: { within: params.windw }", "MP1021")]
    [InlineData("calendar: { equals: params.calendar }", "calendar: { equals: params.note }", "MP1022")]
    [InlineData("expect: { reapprove: [tenant_outside] }", "expect: { reapprove: [tennant_outside] }", "MP1023")]
    [InlineData("mode: user", "mode: review", "MP1108")]
    [InlineData("- { resource: mail.message, operations: [delete] }", "- { resource: mail.message, operations: [send] }", "MP1106")]
    [InlineData("depth: 1", "depth: 0", "MP1110")]
    [InlineData("project: { params: [attendees]", "project: { params: [note]", "MP1111")]
    [InlineData("project: { params: [attendees]", "project: { params: [calendar]", "MP1123")]
    [InlineData("recipients: { subset_of: params.attendees }", "any: [{ recipients: { subset_of: params.attendees } }, { id: { equals: params.calendar } }]", "MP1123")]
    [InlineData("recipients: { subset_of: params.attendees }", "id: { equals: subject.mailbox }", "MP1123")]
    [InlineData("same: [subject, tenant, actor, params.calendar]", "same: [tenant, actor]", "MP1112")]
    [InlineData("- name: many", "- name: agents", "MP1113")]
    [InlineData("name: a customer's tenant", "name: another event in the same calendar", "MP1113")]
    [InlineData("idle: 1h", "idle: 9h", "MP1107")]
    [InlineData("tenants: [example.com]", "tenants: [\"*\"]", "MP1013")]
    [InlineData("pattern: \"^cal_[a-z0-9]{6,32}$\"", "pattern: \"^(a+)\\\\1$\"", "MP1104")]
    [InlineData("at: https://email-api.example.com", "at: https://mail.example.com", "MP1102")]
    [InlineData("as: https://crm-as.example.com", "as: https://crm.example.com", "MP1102")]
    [InlineData("max: 8h", "max: eight hours", "MP1012")]
    [InlineData("starts: { within: params.window }", "starts: { within: window }", "MP1012")]
    [InlineData("starts: { within: params.window }", "starts: { within: -1 }", "MP1012")]
    [InlineData("starts: { within: params.window }", "starts: { within: [params.window] }", "MP1012")]
    [InlineData("starts: { within: params.window }", "starts: { within: { from: 2026-12-01T00:00:00Z } }", "MP1011")]
    [InlineData("- resource: calendar.event", "- resource: \"\"", "MP1013")]
    [InlineData("title: Schedule a meeting", "title: ''", "MP1013")]
    [InlineData("tenants: [example.com]", "tenants: [example.com, \"\"]", "MP1013")]
    [InlineData("at: https://email-api.example.com", "at: \"\"", "MP1013")]
    public void One_mistake_is_one_diagnostic(string old, string replacement, string code)
    {
        CatalogDiagnostic only = Assert.Single(Refused(SomeYaml.Load(SomeYaml.MeetingWith(old, replacement))));
        Assert.Equal(code, only.Code.Id);
    }

    [Fact]
    public void Two_entries_of_one_kind_are_told_at_both_places()
    {
        ImmutableArray<CatalogDiagnostic> diagnostics = Refused(SomeYaml.Load(SomeYaml.Meeting, SomeYaml.Meeting with { Path = "purposes/again.yaml" }));
        Assert.Equal(["purposes/again.yaml", "purposes/schedule-meeting.yaml"], diagnostics.Select(diagnostic => diagnostic.Position.File));
        Assert.All(diagnostics, diagnostic => Assert.Equal("MP1101", diagnostic.Code.Id));
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        CatalogModel one = Loaded(CatalogLoader.Load([SomeYaml.Classes, SomeYaml.Levels, SomeYaml.Meeting]));
        CatalogModel other = Loaded(CatalogLoader.Load([SomeYaml.Meeting, SomeYaml.Levels, SomeYaml.Classes]));
        Assert.Equal(one.Entries, other.Entries);
        Assert.Equal(
            CompiledCatalog.Compile(one.Vocabulary, one.Entries).Digest,
            CompiledCatalog.Compile(other.Vocabulary, other.Entries).Digest);
    }

    [Fact]
    public void One_broken_file_refuses_the_whole_catalog()
    {
        ImmutableArray<CatalogDiagnostic> diagnostics =
            Refused(SomeYaml.Load(SomeYaml.Meeting, new CatalogSource("purposes/other.yaml", "kind: [")));
        Assert.All(diagnostics, diagnostic => Assert.Equal("purposes/other.yaml", diagnostic.Position.File));
    }

    [Fact]
    public void An_empty_catalog_tells_what_the_vocabulary_lacks()
    {
        Assert.Equal(["MP1030", "MP1030", "MP1030"], Refused(CatalogLoader.Load([])).Select(diagnostic => diagnostic.Code.Id));
    }

    [Fact]
    public void A_circle_in_the_strength_order_is_refused()
    {
        CatalogSource circle = SomeYaml.Classes with
        {
            Text = SomeYaml.Classes.Text.Replace("read: { title: read }", "read: { title: read, implies: [create] }", StringComparison.Ordinal),
        };
        Assert.Contains(Refused(CatalogLoader.Load([circle, SomeYaml.Levels])), diagnostic => diagnostic.Code.Id == "MP1032");
    }

    private static CatalogModel Loaded(CatalogLoadResult result) => result.Match(
        loaded => loaded.Model,
        refused => throw new InvalidOperationException(string.Join('\n', refused.Diagnostics.Select(d => $"{d.Position} {d.Code.Id} {d.Message} {d.Help}"))));

    private static ImmutableArray<CatalogDiagnostic> Refused(CatalogLoadResult result) => result.Match(
        _ => throw new InvalidOperationException("The catalog was loaded."),
        refused => refused.Diagnostics);
}
