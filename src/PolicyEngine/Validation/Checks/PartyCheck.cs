using MissionPolicy.Engine.Diagnostics;

namespace MissionPolicy.Engine.Validation.Checks;

/// <summary>Allowed clients are registered, and nobody is named by a wildcard.</summary>
internal static class PartyCheck
{
    public static void Run(CheckedEntry subject)
    {
        foreach (string client in subject.Entry.Allowed.Clients.Where(client => subject.Vocabulary.Clients is { } known && !known.Contains(client)))
        {
            subject.Error(
                DiagnosticCodes.NotInVocabulary,
                "$.allowed.clients",
                $"`{client}` is not a known client.",
                "Add it to `clients` in the vocabulary, or correct the name.",
                Suggestion.For(client, subject.Vocabulary.Clients!.Value));
        }

        Wildcards(subject, "clients", subject.Entry.Allowed.Clients);
        Wildcards(subject, "applications", subject.Entry.Allowed.Applications);
        Wildcards(subject, "tenants", subject.Entry.Allowed.Tenants);
    }

    private static void Wildcards(CheckedEntry subject, string member, IEnumerable<string> names)
    {
        foreach (string name in names.Where(name => name.Contains('*', StringComparison.Ordinal)))
        {
            subject.Error(DiagnosticCodes.OutOfRange, $"$.allowed.{member}", $"`{name}` is a wildcard.", "Name each one: an open list cannot be reviewed.");
        }
    }
}
