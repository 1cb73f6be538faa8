using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Decisions;
using MissionPolicy.Server.Authorize;
using MissionPolicy.Server.Clients;
using MissionPolicy.Server.Deferred;
using MissionPolicy.Server.Grants;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Protocol;
using MissionPolicy.Server.Review;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Deferred;

/// <summary>One deferred request on the real rooms of a host, without HTTP, so that hundreds of lives can be played.</summary>
internal sealed class DeferredBench(TestHost host)
{
    private const string Key = "0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I";

    private static int begun;

    // Each life asks for another account: an equal request would wait for the first.
    private readonly string account = $"u{104_211 + Interlocked.Increment(ref begun)}";
    private string code = string.Empty;
    private string authId = "da_none";

    public string ProcessId { get; private set; } = string.Empty;

    public DateTimeOffset Now => host.Time.GetUtcNow();

    /// <summary>Alice agrees; the redirect has its code.</summary>
    public async Task BeginAsync()
    {
        Client client = await ClientAsync();
        FormParameters form = FormParameters.From(
            [
                KeyValuePair.Create("response_type", "deferred_code code"), KeyValuePair.Create("client_id", client.ClientId), KeyValuePair.Create("redirect_uri", TestAgent.RedirectUri),
                KeyValuePair.Create("scope", "openid"), KeyValuePair.Create("nonce", "n-1"), KeyValuePair.Create("code_challenge", TestAgent.Challenge),
                KeyValuePair.Create("code_challenge_method", "S256"), KeyValuePair.Create("client_context", DeferredScene.Context(account).ToJsonString()),
            ],
            FormParameters.Repeatable).Match(good => good, error => throw new InvalidOperationException(error.Description));
        AuthorizationRequest request = AuthorizationRequestParser.Parse(form).Match(good => good, error => throw new InvalidOperationException(error.Description));
        Interaction interaction = new()
        {
            Handle = HandleHash.Of(Guid.NewGuid().ToString()).Value, Browser = "b", ClientId = client.ClientId, Parameters = "p", DpopJkt = Key, StartedAt = Now, ExpiresAt = Now.AddMinutes(15),
        };
        await Store.WriteAsync(write => write.Insert(AuthorizeTables.Interactions, interaction).Succeeded, default);
        InteractionView view = new(interaction, request, client, new AuthenticatedSession("user_1", "phr", ["hwk"], Now, "sid"));
        HandoffFindings findings = await Get<MissionHandoff>().ConsiderAsync(view.Question(request.Context!, UserAnswer.Approved, userPresent: true), default);
        BootstrapDecision.Review review = Assert.IsType<BootstrapDecision.Review>(findings.Decision);
        AuthorizationAnswer answer = (await Get<ReviewSubmission>().SubmitAsync(view, findings, review, "{}", default))!;
        code = answer.Members.Single().Value;
        ProcessId = (await DeferredTables.FindAsync(Store, DeferredTables.ByCode, code, default))!.Key;
    }

    /// <summary>The error, or ok.</summary>
    public async Task<string> ExchangeAsync()
    {
        Parsed<DeferredAnswer> answer = await Get<DeferredCodeExchange>().ExchangeAsync(
            await RequestAsync(("deferred_code", code), ("code_verifier", TestAgent.Verifier)), default);
        return answer.Match(
            good =>
            {
                authId = good.AuthId;
                return "ok";
            },
            error => error.Code);
    }

    /// <summary>The error, or ok.</summary>
    public async Task<string> PollAsync() => (await Get<DeferredPoll>().PollAsync(await RequestAsync(("deferred_auth_id", authId)), default)).Match(_ => "ok", error => error.Code);

    public async Task CancelAsync() => await Get<DeferredCancellation>().CancelAsync(authId, await ClientAsync(), Key, default);

    /// <summary>The decision of the engine by its name, or unknown.</summary>
    public async Task<string> AnswerAsync(string subject, ReviewAnswer answer)
    {
        SubjectFacts person = (await Get<ISubjects>().FindAsync(subject, default))!;
        Server.Review.Reviewer reviewer = new(person, new SignInRecord("phr", ["hwk"], Now, "sid"));
        ReviewOutcome outcome = await Get<ReviewDesk>().AnswerAsync(ProcessId, reviewer, answer, null, default);
        return outcome.Match(known => known.Decision.GetType().Name, _ => "Unknown");
    }

    public Task SweepAsync() => Get<DeferredSweep>().RunAsync(default);

    /// <summary>The rows, as one moment saw them: the sweep goes on in the background.</summary>
    public Task<(DeferredProcess Process, Mission Mission, ReviewCase Review)> RowsAsync() => Store.WriteAsync(
        write =>
        {
            DeferredProcess process = write.Get(DeferredTables.Processes, ProcessId)!.Value;
            return (process, write.Get(MissionTables.Missions, process.MissionId!)!.Value, write.Get(ReviewTables.Cases, ProcessId)!.Value);
        },
        default);

    private IStore Store => Get<IStore>();

    private T Get<T>()
        where T : notnull => host.App.Services.GetRequiredService<T>();

    private async Task<Client> ClientAsync() => (await Get<IClientRegistry>().FindAsync("it-agent", default))!;

    private async Task<GrantRequest> RequestAsync(params (string Name, string Value)[] members) => new(
        FormParameters.From(members.Select(member => KeyValuePair.Create(member.Name, member.Value)), FormParameters.Repeatable)
            .Match(good => good, error => throw new InvalidOperationException(error.Description)),
        await ClientAsync(),
        Key);
}
