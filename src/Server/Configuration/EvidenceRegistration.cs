using Microsoft.Extensions.Options;
using MissionPolicy.Server.Evidence;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds the evidence log: its tree, checkpoints, proofs, timelines and personal parts.</summary>
internal static class EvidenceRegistration
{
    public static IServiceCollection AddEvidence(this IServiceCollection services)
    {
        services.AddEvidenceTables()
            .AddSingleton<EvidenceDesk>()
            .AddSingleton(static provider => new EvidenceTree(
                provider.GetRequiredService<IEvidenceLog>(),
                TreeFiles.Open(provider.GetRequiredService<IOptions<StorageOptions>>().Value.Path),
                provider.GetRequiredService<ILogger<EvidenceTree>>()))
            .AddSingleton<EvidenceReader>()
            .AddSingleton<EvidenceCheckpoints>()
            .AddSingleton<EvidenceProofs>()
            .AddSingleton<EvidenceTimeline>()
            .AddSingleton<PersonalRecords>()
            .AddHostedService<EvidenceFollower>();
        services.AddHealthChecks().AddCheck<EvidenceHealthCheck>("evidence");
        return services;
    }
}
