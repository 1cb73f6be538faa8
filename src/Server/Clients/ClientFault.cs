namespace MissionPolicy.Server.Clients;

/// <summary>One mistake in what a client is said to be.</summary>
/// <param name="Member">The metadata member, by its registered name (RFC 7591 §2 and extensions).</param>
/// <param name="Problem">What is wrong with it, and what is expected.</param>
internal readonly record struct ClientFault(string Member, string Problem);
