using MissionPolicy.Engine.Analysis;
using MissionPolicy.Engine.Tests.Some;

namespace MissionPolicy.Engine.Tests.Analysis;

public sealed class Scratch
{
    [Fact]
    public void Dump()
    {
        (string F, string O, string N)[] edits =
        [
            ("schedule-meeting.yaml", "acr: phr }", "acr: mfa }"),
            ("schedule-meeting.yaml", "acr: mfa, max_age: 30m", "acr: pwd, max_age: 30m"),
            ("schedule-meeting.yaml", "max_age: 30m", "max_age: 60m"),
            ("schedule-meeting.yaml", "max_age: 30m", "max_age: 0s"),
            ("schedule-meeting.yaml", "count_over: 20", "count_over: 30"),
            ("schedule-meeting.yaml", "actor_type: [agent, service]", "actor_type: [agent]"),
            ("schedule-meeting.yaml", "operations: [read, create, update]", "operations: [read, create, update, delete]"),
            ("schedule-meeting.yaml", "operations: [read, create, update]", "operations: [create, update]"),
            ("schedule-meeting.yaml", "operations: [read, create, update]", "operations: [read, create]"),
            ("schedule-meeting.yaml", "      starts: { within: params.window }\n", ""),
            ("schedule-meeting.yaml", "subset_of: params.attendees", "subset_of: params.attendees, count_at_most: 5"),
            ("schedule-meeting.yaml", "where: { recipients: { subset_of: params.attendees } }", "where: { recipients: { count_at_most: 5 } }"),
            ("schedule-meeting.yaml", "  - { resource: mail.message, operations: [delete] }", "  - { resource: crm.activity, operations: [delete] }"),
            ("schedule-meeting.yaml", "max: 8h", "max: 12h"),
            ("schedule-meeting.yaml", "idle: 1h", "idle: 2h"),
            ("schedule-meeting.yaml", ", idle: 1h", ""),
            ("schedule-meeting.yaml", "depth: 1", "depth: 2"),
            ("schedule-meeting.yaml", "params: [attendees]", "params: [attendees, calendar]"),
            ("schedule-meeting.yaml", "actor: when_verified", "actor: never"),
            ("schedule-meeting.yaml", "assertion_lifetime: 5m", "assertion_lifetime: 4m"),
            ("schedule-meeting.yaml", "within: 24h", "within: 48h"),
            ("schedule-meeting.yaml", "same: [subject, tenant, actor, params.calendar]", "same: [subject, tenant, params.calendar]"),
            ("schedule-meeting.yaml", "same: [subject, tenant, actor, params.calendar]", "same: [subject, tenant, actor]"),
            ("schedule-meeting.yaml", "otherwise: recreate", "otherwise: reject"),
            ("schedule-meeting.yaml", "{6,32}", "{6,40}"),
            ("schedule-meeting.yaml", "maxItems: 50", "maxItems: 60"),
            ("schedule-meeting.yaml", "mode: user", "mode: auto"),
            ("schedule-meeting.yaml", "clients: [assistant]", "clients: [assistant, it-agent]"),
            ("payment-batch.yaml", "tenants: [example.com]", "tenants: [example.com, other.example]"),
            ("payment-batch.yaml", "applications: [treasury], ", ""),
            ("payment-batch.yaml", "approvals: 2", "approvals: 1"),
            ("payment-batch.yaml", "not_the_requester: true", "not_the_requester: false"),
            ("payment-batch.yaml", "reviewer_strength: { acr: phr, max_age: 15m }", "reviewer_strength: { acr: mfa, max_age: 15m }"),
            ("payment-batch.yaml", "maximum: 250000", "maximum: 300000"),
            ("payment-batch.yaml", "multipleOf: 0.01", "multipleOf: 0.05"),
            ("payment-batch.yaml", "over: 50000", "over: 60000"),
            ("payment-batch.yaml", "over: 0, at_most", "at_most"),
            ("payment-batch.yaml", "enum: [CHF, EUR, USD]", "enum: [EUR, USD, GBP]"),
            ("payment-batch.yaml", "^bat_[0-9]{8}$", "^bat_\\\\d{8}$"),
            ("deprovision-user-access.yaml", "lifetime: 15m }", "lifetime: 20m }"),
            ("deprovision-user-access.yaml", "resources: [directory.user], operations: [read], lifetime", "resources: [directory.user], operations: [read, disable], lifetime"),
            ("deprovision-user-access.yaml", "verified_actor: true", "verified_actor: false"),
            ("resource-classes.yaml", "delete: { title: delete, stronger_than: [update], privileged: true }\n    attributes:\n      calendar", "delete: { title: delete, stronger_than: [update], privileged: true }\n      move: { title: move }\n    attributes:\n      calendar"),
            ("resource-classes.yaml", "update: { title: change, implies: [read], stronger_than: [create] }", "update: { title: change, implies: [read, delete], stronger_than: [create] }"),
            ("assurance.yaml", "  - { name: phr, title: Phishing-resistant }\n", "  - { name: hw, title: Hardware }\n  - { name: phr, title: Phishing-resistant }\n"),
        ];
        System.Text.StringBuilder text = new();
        foreach ((string f, string o, string n) in edits)
        {
            text.AppendLine($"=== {f}: {o.Trim()} -> {n.Trim()}");
            try
            {
                var t = System.Diagnostics.Stopwatch.StartNew();
                CatalogDifference d = Edit.Diff(f, o, n);
                text.AppendLine($"    {t.ElapsedMilliseconds} ms");
                foreach (PurposeDifference p in d.Purposes.Where(p => p.Classification != Change.Equivalent))
                {
                    text.AppendLine($"  {p.Kind} {p.Classification}");
                    foreach (DimensionDifference x in p.Dimensions)
                    {
                        text.AppendLine($"    {x.Dimension} {x.Classification}: {x.Summary}");
                        if (x.Witness is { } w) text.AppendLine($"       {w.Question}\n       {w.BeforeAnswer} -> {w.AfterAnswer}");
                    }
                }
                CatalogDifference u = Edit.Undo(f, o, n);
                text.AppendLine("  undo: " + string.Join("; ", u.Purposes.SelectMany(p => p.Dimensions).Select(x => $"{x.Dimension} {x.Classification}")));
            }
            catch (Exception e) { text.AppendLine("  " + e.ToString()[..Math.Min(700, e.ToString().Length)]); }
        }

        File.WriteAllText("/tmp/dump.txt", text.ToString());
    }
}
