using MissionPolicy.Client.Missions;

namespace MissionPolicy.Client.Resources;

/// <summary>The token for one resource server, until shortly before its end. Many requests at once ask for it once.</summary>
/// <param name="obtain">Asks for one.</param>
/// <param name="time">The clock.</param>
internal sealed class HeldToken(Func<CancellationToken, Task<MissionAnswer<MissionToken>>> obtain, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim asking = new(1, 1);
    private volatile MissionToken? token;

    public async Task<MissionAnswer<MissionToken>> GetAsync(CancellationToken cancellation)
    {
        if (IsGood(token) is { } good)
        {
            return good;
        }

        await asking.WaitAsync(cancellation);
        try
        {
            if (IsGood(token) is { } other)
            {
                return other;
            }

            MissionAnswer<MissionToken> answer = await obtain(cancellation);
            token = answer.Match<MissionToken?>(value => value, _ => null, _ => null, _ => null, _ => null, _ => null);
            return answer;
        }
        finally
        {
            asking.Release();
        }
    }

    /// <summary>Forgets a token that the resource server refused, unless there is a newer one.</summary>
    public void Drop(MissionToken refused)
    {
        if (ReferenceEquals(token, refused))
        {
            token = null;
        }
    }

    public void Dispose() => asking.Dispose();

    private MissionAnswer<MissionToken>.Granted? IsGood(MissionToken? held) =>
        held is not null && time.GetUtcNow() + Margin < held.ExpiresAt ? new MissionAnswer<MissionToken>.Granted(held) : null;
}
