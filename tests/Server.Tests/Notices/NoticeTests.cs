using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using MissionPolicy.Server.Configuration;
using MissionPolicy.Server.Notices;
using MissionPolicy.Server.Storage;
using MissionPolicy.Server.Tests.Deferred;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.Notices;

/// <summary>A person who is not at a browser is told that an application waits: by e-mail, or by a signed call to the operator.</summary>
public sealed class NoticeTests
{
    private const int GivenUp = 2310;

    [Fact]
    public async Task A_letter_says_who_asks_and_where_to_answer_and_not_what_is_asked()
    {
        await using MailServer mail = MailServer.Start();
        await using DeferralScene scene = await StartAsync(mail);
        TestHost.Answer deferred = await scene.DeferAsync();
        Assert.Equal(1, await mail.WaitAsync(1));
        (string to, string letter) = mail.Letters.First();
        Assert.Equal("alice@example.com", to);
        Assert.Contains(deferred.Member("interaction_uri"), letter, StringComparison.Ordinal);
        Assert.Contains("Name of assistant", letter, StringComparison.Ordinal);
        Assert.Contains("Schedule a meeting", letter, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("cal_board1", letter, StringComparison.Ordinal);
        Assert.DoesNotContain("eng-team", letter, StringComparison.Ordinal);
        await EmptyAsync(scene);
        // An equal request asks the person nothing new.
        await scene.DeferAsync();
        Assert.Equal(0, await NoticesAsync(scene));
        Assert.Single(mail.Letters);
    }

    [Fact]
    public async Task A_mail_server_that_is_busy_is_tried_again_also_after_a_restart()
    {
        await using MailServer mail = MailServer.Start();
        mail.Answers.Enqueue("451 later");
        await using DeferralScene scene = await StartAsync(mail);
        await scene.DeferAsync();
        await UntilAsync(async () => (await AllAsync(scene)) is [{ Attempts: 1 }]);
        await scene.Host.RestartAsync();
        scene.Host.Time.Advance(TimeSpan.FromSeconds(10));
        Assert.Equal(1, await mail.WaitAsync(1));
        await EmptyAsync(scene);
    }

    [Fact]
    public async Task A_mail_server_that_refuses_the_person_is_not_asked_again()
    {
        await using MailServer mail = MailServer.Start();
        mail.Answers.Enqueue("550 unknown here");
        using EventLog log = new();
        await using DeferralScene scene = await DeferralScene.StartAsync(log.Add, null, Smtp(mail));
        await scene.DeferAsync();
        await UntilAsync(() => Task.FromResult(log.Of(GivenUp).Count > 0));
        Assert.DoesNotContain("alice", Assert.Single(log.Of(GivenUp)), StringComparison.OrdinalIgnoreCase);
        await EmptyAsync(scene);
        Assert.Empty(mail.Letters);
    }

    [Fact]
    public async Task What_was_decided_before_the_letter_left_needs_none()
    {
        await using MailServer mail = MailServer.Start();
        mail.Answers.Enqueue("451 later");
        await using DeferralScene scene = await StartAsync(mail);
        TestHost.Answer deferred = await scene.DeferAsync();
        await UntilAsync(async () => (await AllAsync(scene)) is [{ Attempts: 1 }]);
        await scene.DecideAsync(deferred, "approve");
        scene.Host.Time.Advance(TimeSpan.FromSeconds(30));
        await EmptyAsync(scene);
        Assert.Empty(mail.Letters);
    }

    [Fact]
    public async Task A_call_is_signed_with_the_published_keys_and_for_its_receiver_alone()
    {
        await using NotifiedClient receiver = await NotifiedClient.StartAsync();
        await using DeferralScene scene = await DeferralScene.StartAsync(
            $"--Notices:Webhook:Url={receiver.Url}", "--Notices:Webhook:AllowPrivateAddresses=true");
        TestHost.Answer deferred = await scene.DeferAsync();
        Assert.Equal(1, await receiver.WaitAsync(1));
        (_, _, string? type, string body) = receiver.Calls.First();
        Assert.Equal("application/jwt", type);
        JsonWebKeySet keys = new((await scene.Host.GetAsync("/jwks")).Json.GetRawText());
        TokenValidationResult read = await new JsonWebTokenHandler().ValidateTokenAsync(body, new TokenValidationParameters
        {
            ValidIssuer = TestAgent.Issuer, ValidAudience = receiver.Url, IssuerSigningKeys = keys.GetSigningKeys(), ValidateLifetime = false, ValidTypes = [WebhookNotices.Type],
        });
        Assert.True(read.IsValid, read.Exception?.Message);
        JsonElement claims = AgentKey.Payload(body);
        Assert.Equal(("user_1", "assistant", deferred.Member("interaction_uri")), (claims.GetProperty("sub").GetString(), claims.GetProperty("client_id").GetString(), claims.GetProperty("interaction_uri").GetString()));
        Assert.DoesNotContain("cal_board1", claims.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("alice", claims.ToString(), StringComparison.OrdinalIgnoreCase);
        await EmptyAsync(scene);
    }

    [Fact]
    public async Task A_private_address_and_a_redirect_are_given_up_at_once()
    {
        await using NotifiedClient receiver = await NotifiedClient.StartAsync();
        using EventLog log = new();
        await using (DeferralScene scene = await DeferralScene.StartAsync(log.Add, null, $"--Notices:Webhook:Url={receiver.Url}"))
        {
            await scene.DeferAsync();
            await UntilAsync(() => Task.FromResult(log.Of(GivenUp).Count > 0));
            Assert.Empty(receiver.Calls);
        }

        receiver.Answers.Enqueue(307);
        await using DeferralScene redirected = await DeferralScene.StartAsync(
            $"--Notices:Webhook:Url={receiver.Url}", "--Notices:Webhook:AllowPrivateAddresses=true");
        await redirected.DeferAsync();
        Assert.Equal(1, await receiver.WaitAsync(1));
        await EmptyAsync(redirected);
        Assert.Equal("/notify", Assert.Single(receiver.Calls).Path);
    }

    [Fact]
    public async Task Until_a_way_is_configured_nothing_is_written_down()
    {
        await using DeferralScene scene = await DeferralScene.StartAsync();
        await scene.DeferAsync();
        Assert.Equal(0, await NoticesAsync(scene));
    }

    [Theory]
    [InlineData("mail.example.com", 25, "not an address", SmtpSecurity.None, "ftp://example.com", 3)]
    [InlineData("mail.example.com", 0, "Missions <missions@example.com>", SmtpSecurity.StartTls, "https://example.com/told", 1)]
    [InlineData("127.0.0.1", 25, "missions@example.com", SmtpSecurity.None, "", 0)]
    [InlineData("", 0, "", SmtpSecurity.None, "", 0)]
    public void A_way_that_could_not_work_or_would_say_too_much_is_named(
        string host, int port, string from, object security, string url, int mistakes)
    {
        NoticeOptions options = new()
        {
            Smtp = new SmtpOptions { Host = host, Port = port, From = from, Security = (SmtpSecurity)security },
            Webhook = new WebhookOptions { Url = url },
        };
        Assert.Equal(mistakes, new NoticeOptionsValidator().Validate(null, options).Failures?.Count() ?? 0);
    }

    private static Task<DeferralScene> StartAsync(MailServer mail) => DeferralScene.StartAsync(Smtp(mail));

    private static string[] Smtp(MailServer mail) =>
    [
        "--Notices:Smtp:Host=127.0.0.1", $"--Notices:Smtp:Port={mail.Port}", "--Notices:Smtp:Security=None", "--Notices:Smtp:From=Missions <missions@example.com>",
    ];

    private static async Task<Notice[]> AllAsync(DeferralScene scene)
    {
        Page<Notice> all = await scene.Host.App.Services.GetRequiredService<IStore>().FindAsync(
            NoticeTables.Notices, TableQuery.All, TestContext.Current.CancellationToken);
        return [.. all.Items.Select(item => item.Value)];
    }

    private static async Task<int> NoticesAsync(DeferralScene scene) => (await AllAsync(scene)).Length;

    private static Task EmptyAsync(DeferralScene scene) => UntilAsync(async () => await NoticesAsync(scene) == 0);

    // The letter is on the wire before its outcome is on disk: the only real time that these tests wait for.
    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        bool isMet = false;
        for (int i = 0; i < 200 && !(isMet = await condition()); i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.True(isMet);
    }
}
