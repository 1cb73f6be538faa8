using Microsoft.Extensions.Options;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.SignIn;

/// <summary>Which level a method reaches, and which level is stronger: the order is the catalog's.</summary>
internal sealed class AssuranceLevels(CatalogHost catalog, IOptions<SignInOptions> options)
{
    /// <summary>The weakest level of the vocabulary: what is known of a sign-in that tells nothing of itself.</summary>
    public string Weakest => catalog.Current.Vocabulary.Levels[0].Name;

    /// <summary>The level that a method reaches.</summary>
    /// <param name="method">The method.</param>
    public string Of(SignInMethod method) => method switch
    {
        SignInMethod.Password => options.Value.Levels.Password,
        SignInMethod.OneTimeCode => options.Value.Levels.OneTimeCode,
        _ => options.Value.Levels.Passkey,
    };

    /// <summary>Whether the vocabulary has a level.</summary>
    /// <param name="acr">Its name.</param>
    public bool Knows(string acr) => Rank(acr) >= 0;

    /// <summary>Whether a level is enough. A level that the vocabulary does not know is reached by nothing.</summary>
    /// <param name="acr">What is there.</param>
    /// <param name="needed">What is needed; null when any is enough.</param>
    public bool Satisfies(string acr, string? needed) =>
        needed is null || (Rank(needed) is >= 0 and int rank && Rank(acr) >= rank);

    /// <summary>Whether a method reaches a level.</summary>
    /// <param name="method">The method.</param>
    /// <param name="needed">The level.</param>
    public bool Reaches(SignInMethod method, string? needed) => Satisfies(Of(method), needed);

    /// <summary>What a level is called on pages.</summary>
    /// <param name="acr">Its name.</param>
    public string Title(string acr) => catalog.Current.Vocabulary.Levels.FirstOrDefault(level => level.Name == acr)?.Title ?? acr;

    /// <summary>The level that changing the credentials of an account asks for: a second factor where there is one.</summary>
    /// <param name="account">The account.</param>
    public string ForChanging(Account account) => Of(account switch
    {
        { TotpSecret: not null } => SignInMethod.OneTimeCode,
        { Passkeys.IsEmpty: false } => SignInMethod.Passkey,
        _ => SignInMethod.Password,
    });

    private int Rank(string acr) => catalog.Current.Vocabulary.Rank(acr);
}
