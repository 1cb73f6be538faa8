using System.Text;
using Microsoft.Extensions.DependencyInjection;
using MissionPolicy.Engine.Rules;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.Tests.Some;

namespace MissionPolicy.Server.Tests.SignIn;

public sealed class AccountStoreTests
{
    private static readonly string[] Nora =
    [
        "--Accounts:5:Subject=user_9", "--Accounts:5:Username=Nora.Unmistakable", "--Accounts:5:Email=nora@unmistakable.example", $"--Accounts:5:Password={Browser.Password}",
        "--Accounts:5:Claims:department=research", "--Accounts:5:SetClaims:projects:0=apollo", "--Accounts:5:SetClaims:projects:1=zeus", "--Accounts:5:Groups:0=group:people",
    ];

    [Fact]
    public async Task A_restart_keeps_accounts_passkeys_and_waits()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("mission-policy-");
        string storage = $"--Storage:Path={folder.FullName}";
        using SoftwarePasskey passkey = new();
        await using (TestHost host = await TestHost.StartAsync([storage, .. Nora]))
        {
            using Browser browser = new(host);
            await browser.SignInAsync("nora.unmistakable");
            await browser.RegisterAsync(passkey);
            await browser.UsePasskeyAsync(passkey);
            for (int attempt = 0; attempt < 5; attempt++)
            {
                await browser.SignInAsync("bob", password: "wrong");
            }
        }

        Assert.DoesNotContain(
            folder.EnumerateFiles("*", SearchOption.AllDirectories),
            file => Encoding.UTF8.GetString(File.ReadAllBytes(file.FullName)).Contains("unmistakable", StringComparison.OrdinalIgnoreCase));
        await using (TestHost host = await TestHost.StartAsync(storage))
        {
            using Browser browser = new(host);
            (await browser.SignInAsync("nora.unmistakable")).GoesTo("/");
            Assert.Equal("5", (await browser.SignInAsync("bob")).Headers["Retry-After"]);
            passkey.Counter = 0;
            Assert.Equal(System.Net.HttpStatusCode.BadRequest, (await browser.UsePasskeyAsync(passkey)).Status);
            Assert.Equal(System.Net.HttpStatusCode.OK, (await browser.UsePasskeyAsync(passkey)).Status);
        }

        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Usernames_and_subjects_are_unique_also_when_many_come_at_once()
    {
        await using TestHost host = await TestHost.StartAsync();
        AccountStore accounts = host.App.Services.GetRequiredService<AccountStore>();
        AccountCreation[] answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(number => accounts.CreateAsync(Some($"s{number}", number % 2 == 0 ? "Zoë" : " zOË "), TestContext.Current.CancellationToken)));
        Assert.Single(answers, AccountCreation.Created);
        Assert.Equal(19, answers.Count(answer => answer == AccountCreation.UsernameTaken));
        Assert.Equal(AccountCreation.SubjectTaken, await accounts.CreateAsync(Some("user_1", "other"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Claims_groups_and_tenants_become_facts()
    {
        await using TestHost host = await TestHost.StartAsync(Nora);
        SubjectFacts facts = AccountFacts.Of((await host.App.Services.GetRequiredService<AccountStore>().FindByUsernameAsync("nora.unmistakable", TestContext.Current.CancellationToken))!);
        Assert.Equal("user_9", facts.Subject);
        Assert.Equal(FactValue.Text("research"), facts.Claims["department"]);
        Assert.Equal(FactValue.TextSet(["apollo", "zeus"]), facts.Claims["projects"]);
        Assert.Equal("group:people", Assert.Single(facts.Groups));
    }

    [Theory]
    [InlineData("--Accounts:0:TotpSecret=not base32!")]
    [InlineData("--Accounts:0:TotpSecret=MFRGG")]
    [InlineData("--Accounts:0:Username= ")]
    [InlineData("--Accounts:0:UpstreamIssuer=https://idp.example")]
    [InlineData("--SignIn:Levels:Passkey=unheard-of")]
    [InlineData("--SignIn:PasswordIterations=1000")]
    [InlineData("--SignIn:Upstream:0:Name=Not Good")]
    public async Task Wrong_settings_stop_the_start(string setting)
    {
        await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => TestHost.StartAsync(setting));
    }

    private static Account Some(string subject, string username) => new() { Subject = subject, Username = username, Name = username, SecurityStamp = "s" };
}
