using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Boundary;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Discovery;
using MissionPolicy.Client.Dpop;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Tokens;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>A Mission that a person approved and this client verified: the source of tokens until its end.</summary>
/// <remarks>Safe for concurrent use. Every expected answer is a value; <see cref="HttpRequestException"/> says that the
/// network or the other side is down. Source: article; derivation and projection in <c>docs/client.md</c>.</remarks>
public sealed class Mission : IDisposable
{
    private readonly Connection connection;
    private readonly MissionState state;
    private readonly BoundaryCall boundary;

    internal Mission(Connection connection, SavedMission saved)
    {
        this.connection = connection;
        state = new MissionState(connection, saved);
        boundary = new BoundaryCall(connection, state);
    }

    /// <summary>The handle. It selects; it grants nothing without key and token.</summary>
    public string Ref => state.Saved.MissionRef;

    /// <summary>The end, as far as told.</summary>
    public DateTimeOffset? ExpiresAt => state.Saved.ExpiresAt;

    /// <summary>The person.</summary>
    public string Subject => state.Saved.Subject;

    internal ProvenCall Calls => connection.Calls;

    internal AgentKey Key => state.Saved.Key;

    /// <summary>The Mission as it has to be kept for a restart.</summary>
    public SavedMission Save() => state.Saved;

    /// <summary>A token for one resource server.</summary>
    /// <param name="access">What it is wanted for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<MissionAnswer<MissionToken>> TokenForAsync(ResourceAccess access, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(access);
        MissionAnswer<TokenAnswer> answer = await state.RefreshAsync(
            form => form.Add("resource", access.Resource).Add("authorization_details", Details(access)), DeferralWish.Of(connection.Options, access.Resource), cancellation);
        return answer.Then<MissionToken>(tokens => new MissionAnswer<MissionToken>.Granted(MissionToken.Of(access.Resource, tokens)));
    }

    /// <summary>A token for the next resource server, from one that the agent holds.</summary>
    /// <param name="from">The token that it holds.</param>
    /// <param name="access">What the next one is wanted for.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <remarks>Source: RFC 8693 §2.1.</remarks>
    public async Task<MissionAnswer<MissionToken>> ExchangeAsync(
        MissionToken from, ResourceAccess access, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(access);
        Form form = new Form()
            .Add("grant_type", TokenTypes.ExchangeGrant)
            .Add("subject_token", from.AccessToken.Reveal())
            .Add("subject_token_type", TokenTypes.AccessToken)
            .Add("requested_token_type", TokenTypes.AccessToken)
            .Add("resource", access.Resource)
            .Add("authorization_details", Details(access));
        DeferralWish? wish = DeferralWish.Of(connection.Options, access.Resource);
        return (await SendAsync(DeferralWish.AddTo(form, wish), wish, cancellation)).Then(tokens => Bound(access.Resource, tokens));
    }

    /// <summary>An ID-JAG for another authorization server.</summary>
    /// <param name="request">What to project.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<MissionAnswer<IdentityAssertion>> AssertionForAsync(
        AssertionRequest request, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        SavedMission saved = state.Saved;
        if (!request.FromIdToken && saved.RefreshToken is null)
        {
            return new MissionAnswer<IdentityAssertion>.Unusable("no refresh token: the scope offline_access was not granted");
        }

        Form form = new Form()
            .Add("grant_type", TokenTypes.ExchangeGrant)
            .Add("requested_token_type", TokenTypes.IdentityAssertion)
            .Add("audience", request.Audience)
            .Add("resource", request.Access?.Resource)
            .Add("scope", request.Scope)
            .Add("subject_token", (request.FromIdToken ? saved.IdToken : saved.RefreshToken!).Reveal())
            .Add("subject_token_type", request.FromIdToken ? TokenTypes.IdToken : TokenTypes.RefreshToken)
            .Add("authorization_details", request.Access is null ? MissionOnly(saved.MissionRef) : Details(request.Access));
        MissionAnswer<TokenAnswer> answer = await SendAsync(form, null, cancellation);
        return answer.Then(tokens => IdentityAssertion.Read(tokens, request, saved, connection.Time.GetUtcNow()));
    }

    /// <summary>Redeems an ID-JAG at the authorization server that it is for.</summary>
    /// <param name="server">That server.</param>
    /// <param name="client">Who this client is there.</param>
    /// <param name="assertion">The assertion; redeemed once, whatever the answer. A failure says nothing about the Mission at home.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <exception cref="ArgumentException">The assertion is for another server: it would be shown to the wrong party.</exception>
    /// <remarks>Source: RFC 7523 §2.1; ID-JAG draft.</remarks>
    public async Task<MissionAnswer<MissionToken>> RedeemAsync(
        ServerMetadata server, ClientIdentity client, IdentityAssertion assertion, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(server);
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(assertion);
        if (assertion.Audience != server.Issuer)
        {
            throw new ArgumentException("The assertion is for another authorization server.", nameof(assertion));
        }

        AuthorizationServerCall forms = new(connection.Calls, server, client);
        Form form = new Form().Add("grant_type", TokenTypes.AssertionGrant).Add("assertion", assertion.Raw.Reveal());
        WireAnswer answer = await forms.TokenAsync(form, Key, cancellation);
        return AnswerReader.Token(answer, state.Saved, connection.Time.GetUtcNow()).Then(
            tokens => Bound(assertion.Resource ?? server.Issuer, tokens));
    }

    /// <summary>Is this newly found work still inside?</summary>
    /// <param name="question">The work.</param>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<BoundaryAnswer> AskAsync(BoundaryQuestion question, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(question);
        return (await boundary.AskAsync([question], cancellation))[0];
    }

    /// <summary>Are these still inside? One round trip; every question is answered.</summary>
    /// <param name="questions">The work, at most 100.</param>
    /// <param name="cancellation">Stops waiting.</param>
    /// <returns>The answers, in the order of the questions.</returns>
    public Task<ImmutableArray<BoundaryAnswer>> AskAllAsync(
        ImmutableArray<BoundaryQuestion> questions, CancellationToken cancellation = default) =>
        questions.IsDefaultOrEmpty ? Task.FromResult(ImmutableArray<BoundaryAnswer>.Empty) : boundary.AskAsync(questions, cancellation);

    /// <summary>Claims about the person.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <remarks>Source: OpenID Connect Core §5.3.2: another subject is refused.</remarks>
    public async Task<MissionAnswer<JsonElement>> UserInfoAsync(CancellationToken cancellation = default)
    {
        MissionAnswer<WireAnswer> answer = await AtProviderAsync(HttpMethod.Get, connection.Server.UserInfoEndpoint, cancellation);
        return answer.Then<JsonElement>(wire =>
            !wire.IsSuccess ? AnswerReader.Error<JsonElement>(wire, state.Saved)
            : wire.Json is JsonElement claims && claims.Text("sub") == Subject ? new MissionAnswer<JsonElement>.Granted(claims)
            : new MissionAnswer<JsonElement>.Unusable("sub"));
    }

    /// <summary>Tells the provider that the work is done: the Mission ends.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    public async Task<MissionAnswer<JsonElement>> CompleteAsync(CancellationToken cancellation = default)
    {
        Uri address = connection.Server.Below($"/missions/{Uri.EscapeDataString(Ref)}/complete");
        return (await AtProviderAsync(HttpMethod.Post, address, cancellation)).Then<JsonElement>(wire =>
            wire.IsSuccess ? new MissionAnswer<JsonElement>.Granted(wire.Json ?? default) : AnswerReader.Error<JsonElement>(wire, state.Saved));
    }

    /// <summary>Revokes the refresh token with the access tokens that came of it. The
    /// Mission itself stands: see <see cref="CompleteAsync"/>.</summary>
    /// <param name="cancellation">Stops waiting.</param>
    /// <remarks>Source: RFC 7009 §2.1.</remarks>
    public async Task<Acknowledgement> RevokeAsync(CancellationToken cancellation = default)
    {
        SavedMission saved = state.Saved;
        Form form = new Form()
            .Add("token", (saved.RefreshToken ?? saved.AccessToken).Reveal())
            .Add("token_type_hint", saved.RefreshToken is null ? "access_token" : "refresh_token");
        return connection.Server.RevocationEndpoint is not Uri endpoint
            ? new Acknowledgement.NotOffered()
            : Acknowledgement.Of(await connection.Forms.PostAsync(endpoint, form, saved.Key, cancellation));
    }

    /// <summary>Releases what waits for a turn; the key is not disposed of.</summary>
    public void Dispose() => state.Dispose();

    internal ValueTask KeepAsync(CancellationToken cancellation) =>
        connection.Options.KeepAsync is { } keep ? keep(state.Saved, cancellation) : ValueTask.CompletedTask;

    private async Task<MissionAnswer<TokenAnswer>> SendAsync(Form form, DeferralWish? wish, CancellationToken cancellation) =>
        AnswerReader.Token(await connection.Forms.TokenAsync(form, Key, cancellation), state.Saved, connection.Time.GetUtcNow(), wish);

    private async Task<MissionAnswer<WireAnswer>> AtProviderAsync(HttpMethod method, Uri? address, CancellationToken cancellation)
    {
        if (address is null)
        {
            return new MissionAnswer<WireAnswer>.Unusable("not offered");
        }

        MissionAnswer<SecretText> token = await state.ProviderTokenAsync(cancellation);
        SecretText? granted = token.Match<SecretText?>(value => value, _ => null, _ => null, _ => null, _ => null, _ => null);
        return granted is null
            ? token.Then<WireAnswer>(_ => throw new InvalidOperationException())
            : new MissionAnswer<WireAnswer>.Granted(await connection.Calls.SendAsync(method, address, Key, granted, request =>
                request.Content = method == HttpMethod.Post ? new SendOnceContent([], "application/json") : null, cancellation));
    }

    private MissionAnswer<MissionToken> Bound(string resource, TokenAnswer tokens) =>
        !tokens.IsBound ? new MissionAnswer<MissionToken>.Unusable("token_type")
        : tokens.MissionRef is string other && other != Ref ? new MissionAnswer<MissionToken>.Unusable("mission_ref")
        : new MissionAnswer<MissionToken>.Granted(MissionToken.Of(resource, tokens));

    private string Details(ResourceAccess access) => AuthorizationDetail.Array([AuthorizationDetail.Access(Ref, access)]);

    private static string MissionOnly(string missionRef) => JsonText.Write(writer =>
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        writer.WriteString("type", "mission");
        writer.WriteString("mission_ref", missionRef);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });
}
