using System.Collections.Frozen;
using MissionPolicy.Server.Missions;

namespace MissionPolicy.Server.Accounts;

/// <summary>What decisions may know of an account.</summary>
internal static class AccountFacts
{
    /// <summary>The facts of an account.</summary>
    /// <param name="account">The account.</param>
    public static SubjectFacts Of(Account account) => new()
    {
        Subject = account.Subject,
        Name = account.Name,
        Groups = account.Groups.ToFrozenSet(StringComparer.Ordinal),
        Tenants = account.Tenants.ToFrozenSet(StringComparer.Ordinal),
        Claims = account.Claims.ToFrozenDictionary(claim => claim.Key, claim => claim.Value.ToFact(), StringComparer.Ordinal),
    };
}
