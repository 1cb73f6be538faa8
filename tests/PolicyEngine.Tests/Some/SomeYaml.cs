using MissionPolicy.Engine.Loading;

namespace MissionPolicy.Engine.Tests.Some;

/// <summary>A small catalog in its own language.</summary>
internal static class SomeYaml
{
    public static CatalogSource Classes { get; } = new("vocabulary/classes.yaml", """
        max_lifetime: 30d
        classes:
          calendar.event:
            title: Calendar events
            audiences: [https://calendar-api.example.com]
            operations:
              read: { title: read }
              create: { title: create, implies: [read] }
              update: { title: change, implies: [read], stronger_than: [create] }
              delete: { title: delete, stronger_than: [update], privileged: true }
            attributes:
              calendar: { kind: text, title: calendar }
              starts: { kind: instant, title: start }
          mail.message:
            title: Messages
            audiences: [https://email-api.example.com]
            operations:
              send: { title: send }
              delete: { title: delete, stronger_than: [send] }
            attributes:
              recipients: { kind: text_set, title: recipients }
        """);

    public static CatalogSource Levels { get; } = new("vocabulary/assurance.yaml", """
        levels:
          - { name: pwd, title: Password }
          - { name: mfa, title: Two factors }
          - { name: phr, title: Phishing-resistant }
        clients: [assistant]
        authorization_servers: [https://crm-as.example.com]
        """);

    public static CatalogSource Meeting { get; } = new("purposes/schedule-meeting.yaml", """
        kind: https://assistant.example.com/purposes/schedule-meeting
        version: 3
        owner: identity-governance@example.com
        title: Schedule a meeting
        summary: Find a time and send the invitations.
        allowed:
          clients: [assistant]
          applications: [ai_assistant]
          tenants: [example.com]
        params:
          schema:
            type: object
            required: [calendar, window]
            additionalProperties: false
            properties:
              calendar: { type: string, pattern: "^cal_[a-z0-9]{6,32}$" }
              window:
                type: object
                required: [from, to]
                additionalProperties: false
                properties:
                  from: { type: string, format: date-time }
                  to: { type: string, format: date-time }
              attendees: { type: array, maxItems: 50, uniqueItems: true, items: { type: string, format: email } }
              note: { type: string, maxLength: 500 }
          governing: [calendar, window, attendees]
          audit_only: [note]
        authentication:
          require: { acr: mfa, max_age: 30m }
          step_up:
            - name: agents
              when: { actor_type: [agent, service] }
              require: { acr: phr }
            - name: many
              when: { params.attendees: { count_over: 20 } }
              require: { acr: phr, max_age: 0s }
        approval: { mode: user }
        authority:
          - resource: calendar.event
            at: https://calendar-api.example.com
            operations: [read, create, update]
            where:
              calendar: { equals: params.calendar }
              starts: { within: params.window }
          - resource: mail.message
            at: https://email-api.example.com
            operations: [send]
            where: { recipients: { subset_of: params.attendees } }
        never:
          - { resource: mail.message, operations: [delete] }
        lifetime: { max: 8h, idle: 1h }
        propagation:
          depth: 1
          audiences:
            - as: https://crm-as.example.com
              resources: [mail.message]
              project: { params: [attendees], actor: when_verified }
              assertion_lifetime: 5m
        resume:
          within: 24h
          same: [subject, tenant, actor, params.calendar]
          otherwise: recreate
        cases:
          - name: another event in the same calendar
            mission: { params: { calendar: cal_team01, window: { from: 2026-12-01T00:00:00Z, to: 2026-12-08T00:00:00Z } } }
            action: { resource: calendar.event, id: evt_9, operation: create, calendar: cal_team01, starts: 2026-12-02T10:00:00Z }
            expect: inside
          - name: a customer's tenant
            action: { tenant: customer.example, resource: calendar.event, operation: read, calendar: cal_team01, starts: 2026-12-02T10:00:00Z }
            expect: { reapprove: [tenant_outside] }
        """);

    /// <summary>The whole catalog.</summary>
    public static CatalogLoadResult Load(params CatalogSource[] others) => CatalogLoader.Load([Classes, Levels, .. others]);

    /// <summary>The meeting entry with one text replaced.</summary>
    public static CatalogSource MeetingWith(string old, string replacement)
    {
        Assert.Contains(old, Meeting.Text, StringComparison.Ordinal);
        return Meeting with { Text = Meeting.Text.Replace(old, replacement, StringComparison.Ordinal) };
    }
}
