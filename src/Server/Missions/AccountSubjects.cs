using MissionPolicy.Server.Accounts;

namespace MissionPolicy.Server.Missions;

/// <summary>The facts about subjects from this server's own accounts.</summary>
internal sealed class AccountSubjects(AccountStore accounts) : ISubjects
{
    /// <inheritdoc/>
    public async ValueTask<SubjectFacts?> FindAsync(string subject, CancellationToken cancellation) =>
        await accounts.FindAsync(subject, cancellation) is { Disabled: false } account ? AccountFacts.Of(account) : null;
}
