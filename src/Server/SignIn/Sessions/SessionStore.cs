using System.Collections.Immutable;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.SignIn.Sessions;

/// <summary>Keeps sessions, so that one can be ended from here.</summary>
internal sealed class SessionStore(IStore store, SessionSignals signals)
{
    private const string TxnPrefix = "se_";

    /// <summary>Most sessions of one person that are listed.</summary>
    private const int ListLimit = 100;

    /// <summary>The session of a cookie, or null when it has ended or never was.</summary>
    /// <param name="handle">The cookie's value.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async ValueTask<SessionRow?> FindAsync(string handle, CancellationToken cancellation) =>
        (await store.GetAsync(SignInTables.Sessions, HandleHash.Of(handle).Value, cancellation))?.Value;

    /// <summary>Whether the session with a <c>sid</c> goes on.</summary>
    /// <param name="sessionId">The <c>sid</c>.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async ValueTask<bool> IsOpenAsync(string sessionId, CancellationToken cancellation) =>
        await store.CountAsync(SignInTables.Sessions, TableQuery.Where(SignInTables.BySessionId, sessionId), cancellation) > 0;

    /// <summary>The sessions of a person.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellation">Stops the call.</param>
    public async ValueTask<ImmutableArray<SessionRow>> ListAsync(string subject, CancellationToken cancellation)
    {
        TableQuery query = TableQuery.Where(SignInTables.BySubject, subject) with { Limit = ListLimit };
        Page<SessionRow> page = await store.FindAsync(SignInTables.Sessions, query, cancellation);
        return [.. page.Items.Select(static item => item.Value).OrderByDescending(static row => row.AuthenticatedAt)];
    }

    /// <summary>Writes a session and ends the one it follows, in one step.</summary>
    /// <param name="session">The session.</param>
    /// <param name="follows">The cookie of the session before it, if any.</param>
    /// <param name="cancellation">Stops the call.</param>
    public Task StartAsync(SessionRow session, string? follows, CancellationToken cancellation) => store.WriteAsync(
        transaction =>
        {
            if (follows is not null)
            {
                transaction.Delete(SignInTables.Sessions, HandleHash.Of(follows).Value);
            }

            return transaction.Put(SignInTables.Sessions, session);
        },
        cancellation);

    /// <summary>Ends the session of a cookie.</summary>
    /// <param name="handle">The cookie's value.</param>
    /// <param name="cancellation">Stops the call.</param>
    public Task<bool> EndByHandleAsync(string handle, CancellationToken cancellation)
    {
        string key = HandleHash.Of(handle).Value;
        string txn = OpaqueHandle.New(TxnPrefix);
        return store.WriteAsync(
            transaction => transaction.Get(SignInTables.Sessions, key) is { } row && End(transaction, row, InitiatingEntity.User, txn), cancellation);
    }

    /// <summary>Ends a session of a person.</summary>
    /// <param name="subject">Whose; the session of another person stays.</param>
    /// <param name="sessionId">The <c>sid</c>.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> EndAsync(string subject, string sessionId, CancellationToken cancellation) =>
        await EndWhereAsync(TableQuery.Where(SignInTables.BySessionId, sessionId), row => row.Subject == subject, InitiatingEntity.User, cancellation) > 0;

    /// <summary>Ends every session of a person.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>How many ended.</returns>
    public Task<int> EndAllAsync(string subject, CancellationToken cancellation) =>
        EndWhereAsync(TableQuery.Where(SignInTables.BySubject, subject), static _ => true, InitiatingEntity.Admin, cancellation);

    private Task<int> EndWhereAsync(TableQuery query, Func<SessionRow, bool> which, string initiator, CancellationToken cancellation)
    {
        string txn = OpaqueHandle.New(TxnPrefix);
        return store.WriteAsync(
            transaction => transaction.Find(SignInTables.Sessions, query with { Limit = TableQuery.MaxLimit }).Items
                .Where(item => which(item.Value))
                .Count(item => End(transaction, item, initiator, txn)),
            cancellation);
    }

    private bool End(IStoreTransaction transaction, Document<SessionRow> session, string initiator, string txn)
    {
        signals.Record(transaction, session.Value, initiator, txn);
        return transaction.Delete(SignInTables.Sessions, session.Key);
    }
}
