using System.Buffers.Text;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Accounts;

/// <summary>Keeps accounts. What must happen once (a counter, a time step, a unique name) is decided inside the writer.</summary>
internal sealed class AccountStore(IStore store, AccountCodec codec, CredentialSignals signals)
{
    private const string TxnPrefix = "cc_";

    public async ValueTask<Account?> FindAsync(string subject, CancellationToken cancellation) =>
        await store.GetAsync(AccountTables.Accounts, subject, cancellation) is { } row ? codec.Decode(row.Value) : null;

    public ValueTask<Account?> FindByUsernameAsync(string username, CancellationToken cancellation) =>
        FindAsync(AccountTables.ByUsername, AccountTables.UsernameHash(username), cancellation);

    public ValueTask<Account?> FindByUpstreamAsync(UpstreamIdentity identity, CancellationToken cancellation) =>
        FindAsync(AccountTables.ByUpstream, AccountTables.UpstreamHash(identity), cancellation);

    /// <summary>The account that has a passkey.</summary>
    /// <param name="credentialId">The credential id.</param>
    /// <param name="cancellation">Stops the call.</param>
    public ValueTask<Account?> FindByPasskeyAsync(ReadOnlySpan<byte> credentialId, CancellationToken cancellation) =>
        FindAsync(AccountTables.ByPasskey, AccountTables.PasskeyHash(Base64Url.EncodeToString(credentialId)), cancellation);

    /// <summary>Adds an account; refused when anything that has to be unique is taken.</summary>
    /// <param name="account">The account.</param>
    /// <param name="cancellation">Stops the call.</param>
    public Task<AccountCreation> CreateAsync(Account account, CancellationToken cancellation)
    {
        AccountRow row = codec.Encode(account);
        return store.WriteAsync(transaction => Create(transaction, row), cancellation);
    }

    /// <summary>Changes an account inside the writer.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="change">What to make of what is there; null refuses. It may run more than once.</param>
    /// <param name="cancellation">Stops the call.</param>
    /// <returns>The account as it is now; null when it was refused or is not there.</returns>
    public Task<Account?> ChangeAsync(string subject, Func<Account, Account?> change, CancellationToken cancellation)
    {
        string txn = OpaqueHandle.New(TxnPrefix);
        return store.WriteAsync(transaction => Change(transaction, subject, change, txn), cancellation);
    }

    /// <summary>Adds a passkey; its credential id has to be new to the whole store.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="passkey">The passkey.</param>
    /// <param name="cancellation">Stops the call.</param>
    public Task<Account?> AddPasskeyAsync(string subject, AccountPasskey passkey, CancellationToken cancellation)
    {
        string txn = OpaqueHandle.New(TxnPrefix);
        return store.WriteAsync(
            transaction => Exists(transaction, AccountTables.ByPasskey, AccountTables.PasskeyHash(passkey.Id))
                ? null
                : Change(transaction, subject, account => account with { Passkeys = [.. account.Passkeys, passkey] }, txn),
            cancellation);
    }

    /// <summary>Notes that a passkey was used; of two uses with the same counter, one is refused.</summary>
    /// <param name="subject">Whose.</param>
    /// <param name="id">The credential id, base64url.</param>
    /// <param name="signCount">The counter of this use.</param>
    /// <param name="isBackedUp">Whether it is synchronised by now.</param>
    /// <param name="cancellation">Stops the call.</param>
    public Task<Account?> UsePasskeyAsync(string subject, string id, uint signCount, bool isBackedUp, CancellationToken cancellation) => ChangeAsync(
        subject,
        account => account.Passkeys.FirstOrDefault(passkey => passkey.Id == id) is { } used && (signCount > used.SignCount || (signCount | used.SignCount) == 0)
            ? account with { Passkeys = [.. account.Passkeys.Select(passkey => passkey.Id == id ? passkey with { SignCount = signCount, IsBackedUp = isBackedUp } : passkey)] }
            : null,
        cancellation);

    private static AccountCreation Create(IStoreTransaction transaction, AccountRow row) => row switch
    {
        _ when Exists(transaction, AccountTables.ByUsername, row.UsernameHash) => AccountCreation.UsernameTaken,
        _ when row.UpstreamHashes.Any(hash => Exists(transaction, AccountTables.ByUpstream, hash)) => AccountCreation.UpstreamTaken,
        _ when row.Passkeys.Any(passkey => Exists(transaction, AccountTables.ByPasskey, AccountTables.PasskeyHash(passkey.Id))) => AccountCreation.PasskeyTaken,
        _ => transaction.Insert(AccountTables.Accounts, row).Succeeded ? AccountCreation.Created : AccountCreation.SubjectTaken,
    };

    private static bool Exists(IStoreTransaction transaction, string index, string value) =>
        transaction.Count(AccountTables.Accounts, TableQuery.Where(index, value)) > 0;

    private Account? Change(IStoreTransaction transaction, string subject, Func<Account, Account?> change, string txn)
    {
        if (transaction.Get(AccountTables.Accounts, subject) is not { } row || codec.Decode(row.Value) is not { } before || change(before) is not { } changed)
        {
            return null;
        }

        AccountRow next = codec.Encode(changed);
        signals.Record(transaction, before, changed, txn);
        return next.UsernameHash == row.Value.UsernameHash && next.UpstreamHashes.SequenceEqual(row.Value.UpstreamHashes)
            && transaction.Update(AccountTables.Accounts, next, row.Version).Succeeded
            ? changed
            : throw new InvalidOperationException("A change keeps subject, username and upstream identities.");
    }

    private async ValueTask<Account?> FindAsync(string index, string value, CancellationToken cancellation)
    {
        Page<AccountRow> page = await store.FindAsync(AccountTables.Accounts, TableQuery.Where(index, value) with { Limit = 1 }, cancellation);
        return page.Items.IsEmpty ? null : codec.Decode(page.Items[0].Value);
    }
}
