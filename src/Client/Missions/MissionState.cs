using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>The tokens of a Mission and the one place where its refresh token is used.</summary>
/// <param name="connection">The provider.</param>
/// <param name="saved">The Mission as kept.</param>
internal sealed class MissionState(Connection connection, SavedMission saved) : IDisposable
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(20);

    // Two uses of one rotated refresh token would end the whole family of tokens.
    private readonly SemaphoreSlim refreshing = new(1, 1);
    private volatile SavedMission saved = saved;

    /// <summary>The Mission as it would be kept now.</summary>
    public SavedMission Saved => saved;

    /// <summary>Uses the refresh token.</summary>
    /// <param name="add">Adds to the request; null asks for an access token for the provider itself.</param>
    /// <param name="wish">That a deferred answer is taken, or null.</param>
    /// <param name="cancellation">Stops waiting; a request that was sent goes on,
    /// because its answer may hold the next refresh token.</param>
    public async Task<MissionAnswer<TokenAnswer>> RefreshAsync(Action<Form>? add, DeferralWish? wish, CancellationToken cancellation)
    {
        await refreshing.WaitAsync(cancellation);
        return await InTurnAsync(() => RefreshInTurnAsync(add, wish)).WaitAsync(cancellation);
    }

    /// <summary>An access token for the provider itself.</summary>
    public async Task<MissionAnswer<SecretText>> ProviderTokenAsync(CancellationToken cancellation)
    {
        await refreshing.WaitAsync(cancellation);
        return await InTurnAsync(async () =>
        {
            SavedMission current = saved;
            return connection.Time.GetUtcNow() + Margin < current.AccessTokenExpiresAt
                ? new MissionAnswer<SecretText>.Granted(current.AccessToken)
                : (await RefreshInTurnAsync(null, null)).Then<SecretText>(answer => new MissionAnswer<SecretText>.Granted(answer.AccessToken));
        }).WaitAsync(cancellation);
    }

    public void Dispose() => refreshing.Dispose();

    // The turn ends with the work, not with the caller's patience.
    private async Task<T> InTurnAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        finally
        {
            refreshing.Release();
        }
    }

    private async Task<MissionAnswer<TokenAnswer>> RefreshInTurnAsync(Action<Form>? add, DeferralWish? wish)
    {
        SavedMission current = saved;
        if (current.RefreshToken is not { } refresh)
        {
            return new MissionAnswer<TokenAnswer>.Unusable("no refresh token: the scope offline_access was not granted");
        }

        Form form = new Form().Add("grant_type", "refresh_token").Add("refresh_token", refresh.Reveal());
        add?.Invoke(form);
        DeferralWish.AddTo(form, wish);
        WireAnswer wire = await connection.Forms.TokenAsync(form, current.Key, CancellationToken.None);
        MissionAnswer<TokenAnswer> answer = AnswerReader.Token(wire, current, connection.Time.GetUtcNow(), wish);
        TokenAnswer? tokens = answer.Match<TokenAnswer?>(granted => granted, _ => null, _ => null, _ => null, _ => null, _ => null);
        if (tokens is null)
        {
            return answer;
        }

        SavedMission next = current.With(tokens, forProvider: add is null && tokens.IsBound);
        saved = next;
        if (next != current && connection.Options.KeepAsync is { } keep)
        {
            await keep(next, CancellationToken.None);
        }

        return !tokens.IsBound ? new MissionAnswer<TokenAnswer>.Unusable("token_type")
            : tokens.MissionRef is string other && other != current.MissionRef ? new MissionAnswer<TokenAnswer>.Unusable("mission_ref")
            : answer;
    }
}
