using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Signals;
using MissionPolicy.Server.StatusLists;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tokens;

namespace MissionPolicy.Missions.Bench;

/// <summary>Missions that are at work: their tokens live and have places in the status list, and a receiver follows them.</summary>
internal sealed class LiveMissions(IServiceProvider services)
{
    private const string Calendar = "https://calendar-api.example.com";

    private readonly IStore store = services.GetRequiredService<IStore>();
    private readonly StatusPlaces places = services.GetRequiredService<StatusPlaces>();
    private readonly SignalOptions signals = services.GetRequiredService<IOptions<SignalOptions>>().Value;
    private readonly DateTimeOffset now = TimeProvider.System.GetUtcNow();
    private int made;

    /// <summary>Makes the stream of the resource server that every token is for.</summary>
    public Task<bool> ListenAsync() => store.WriteAsync(
        write => write.Insert(SignalTables.Streams, new SignalStream
        {
            StreamId = OpaqueHandle.New("st_"),
            ClientId = "calendar-api",
            Audience = Calendar,
            Identities = [Calendar],
            Method = DeliveryMethods.Poll,
            EventsRequested = [signals.MissionEventUri],
            Status = StreamStatus.Enabled,
            CreatedAt = now,
            NextPushAt = now,
        }).Succeeded,
        CancellationToken.None);

    /// <summary>Adds Missions of one person.</summary>
    /// <param name="subject">The person.</param>
    /// <param name="count">How many.</param>
    /// <param name="tokens">How many live tokens each has.</param>
    public async Task AddAsync(string subject, int count, int tokens)
    {
        for (int i = 0; i < count; i++)
        {
            Mission mission = Seed.Make(10_000_000 + made++, subject, MissionState.Active);
            GrantFamily family = new()
            {
                FamilyId = OpaqueHandle.New(OpaqueHandle.Family),
                ClientId = mission.Client,
                Subject = subject,
                MissionId = mission.MissionId,
                CreatedAt = now,
                ExpiresAt = now.AddDays(1),
            };
            List<IssuedToken> issued = [];
            for (int token = 0; token < tokens; token++)
            {
                issued.Add(Token(mission, family, token, (await places.TakeAsync(CancellationToken.None))!.Value));
            }

            await store.WriteAsync(write => Keep(write, mission, family, issued), CancellationToken.None);
        }
    }

    private IssuedToken Token(Mission mission, GrantFamily family, int number, StatusPlace place) => new()
    {
        TokenId = $"{mission.MissionId}.{number.ToString(CultureInfo.InvariantCulture)}",
        Kind = TokenKind.Access,
        FamilyId = family.FamilyId,
        MissionId = mission.MissionId,
        MissionVersion = mission.Version,
        ClientId = mission.Client,
        Subject = mission.Subject,
        Audience = Calendar,
        KeyThumbprint = mission.KeyThumbprint!,
        IssuedAt = now,
        // Longer than any token lives, so that those of the first line are as alive in the last one.
        ExpiresAt = now.AddDays(1),
        StatusNumber = place.Number,
    };

    private static bool Keep(IStoreTransaction write, Mission mission, GrantFamily family, List<IssuedToken> issued)
    {
        write.Insert(MissionTables.Missions, mission);
        write.Insert(TokenTables.Families, family);
        MissionAudiences.Add(write, mission, Calendar);
        foreach (IssuedToken token in issued)
        {
            write.Insert(TokenTables.Issued, token);
        }

        return true;
    }
}
