using System.Collections.Immutable;

namespace MissionPolicy.Server.SignIn;

/// <summary>
/// Tells where a form may end up when it returns to an address of this host that sends the browser on: Chromium applies <c>form-action</c> to the whole
/// chain of redirects. Register an implementation where a return address may lead to a client.
/// </summary>
internal interface IFormTargets
{
    /// <summary>The origins (or custom schemes, <c>app:</c>) that a return address may lead to.</summary>
    /// <param name="returnUrl">The return address; local.</param>
    /// <param name="cancellation">Stops the call.</param>
    ValueTask<ImmutableArray<string>> OfAsync(string returnUrl, CancellationToken cancellation);
}
