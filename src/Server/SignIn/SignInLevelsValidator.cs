using Microsoft.Extensions.Options;
using MissionPolicy.Server.Catalogs;
using MissionPolicy.Server.Configuration;

namespace MissionPolicy.Server.SignIn;

/// <summary>Checks at start that every level in the settings of sign-in is a word of the catalog.</summary>
/// <param name="catalog">The catalog.</param>
internal sealed class SignInLevelsValidator(CatalogHost catalog) : IValidateOptions<SignInOptions>
{
    public ValidateOptionsResult Validate(string? name, SignInOptions options)
    {
        IEnumerable<(string Setting, string Level)> levels =
        [
            ("Levels:Password", options.Levels.Password),
            ("Levels:OneTimeCode", options.Levels.OneTimeCode),
            ("Levels:Passkey", options.Levels.Passkey),
            .. options.Upstream.SelectMany((upstream, index) => upstream.AcrMap.Select((pair, row) => ($"Upstream:{index}:AcrMap:{row}:To", pair.To))),
        ];
        string[] failures =
        [
            .. levels.Where(item => catalog.Current.Vocabulary.Rank(item.Level) < 0)
                .Select(item => $"{SignInOptions.Section}:{item.Setting}: the catalog's vocabulary has no assurance level '{item.Level}'."),
        ];
        return failures.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }
}
