namespace MissionPolicy.Server.Accounts;

/// <summary>A person at another provider. Only the pair identifies: neither an e-mail address nor a name does.</summary>
/// <param name="Issuer">The provider's <c>iss</c>.</param>
/// <param name="Subject">The person's <c>sub</c> there.</param>
internal sealed record UpstreamIdentity(string Issuer, string Subject);
