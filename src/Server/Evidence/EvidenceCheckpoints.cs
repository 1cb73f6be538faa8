using Microsoft.Extensions.Options;
using MissionPolicy.Evidence;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Server.Evidence;

/// <summary>Signs checkpoints. What was signed is on disk before it is answered, and no later checkpoint can contradict it.</summary>
internal sealed class EvidenceCheckpoints(EvidenceTree tree, TokenSigner signer, IOptions<ServerOptions> options, TimeProvider time)
{
    /// <summary>A checkpoint over every acknowledged record.</summary>
    /// <param name="cancellation">Stops before anything was signed.</param>
    /// <returns>The checkpoint as a compact JWS and its size; null when the log is not what it was.</returns>
    public async Task<(string Jws, long Size)?> SignAsync(CancellationToken cancellation)
    {
        if (await tree.PromiseAsync(cancellation) is not { } mark)
        {
            return null;
        }

        Checkpoint checkpoint = new(options.Value.Issuer, mark.Size, mark.Root, time.GetUtcNow());
        return (signer.Sign(Checkpoint.Type, checkpoint.Write), mark.Size);
    }
}
