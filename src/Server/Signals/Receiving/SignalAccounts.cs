using Microsoft.Extensions.Options;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Signals.Receiving;

/// <summary>Finds the person here whom an event of another provider is about.</summary>
internal sealed class SignalAccounts(IStore store, IOptions<ServerOptions> server)
{
    private const string IssSub = "iss_sub";

    private static readonly string[] OfPerson = ["format", "user", "tenant"];

    /// <summary>The subject, or null when the event is about nobody here.</summary>
    /// <param name="told">The event.</param>
    /// <param name="cancellation">Stops looking.</param>
    public async Task<string?> FindAsync(ReceivedEvent told, CancellationToken cancellation)
    {
        string? issuer = told.SubjectText(IssSub, "iss") ?? told.PartText("user", IssSub, "iss");
        string? subject = told.SubjectText(IssSub, "sub") ?? told.PartText("user", IssSub, "sub");
        // An event about one session or one device of a person says nothing about the others.
        if (issuer is null || subject is null || (told.SubjectText("complex", "format") is not null
            && told.Subject.EnumerateObject().Any(part => !OfPerson.Contains(part.Name, StringComparer.Ordinal))))
        {
            return null;
        }

        if (issuer == server.Value.Issuer)
        {
            return subject;
        }

        // A transmitter speaks for the accounts that it signs in, not for those of others.
        if (issuer != told.Issuer)
        {
            return null;
        }

        string hash = AccountTables.UpstreamHash(new UpstreamIdentity(issuer, subject));
        Page<AccountRow> found = await store.FindAsync(AccountTables.Accounts, TableQuery.Where(AccountTables.ByUpstream, hash) with { Limit = 1 }, cancellation);
        return found.Items.IsEmpty ? null : found.Items[0].Value.Subject;
    }
}
