using System.Collections.Immutable;

namespace MissionPolicy.Server.SignIn;

/// <summary>Return addresses lead nowhere but to this host.</summary>
internal sealed class OwnFormTargets : IFormTargets
{
    public ValueTask<ImmutableArray<string>> OfAsync(string returnUrl, CancellationToken cancellation) => ValueTask.FromResult(ImmutableArray<string>.Empty);
}
