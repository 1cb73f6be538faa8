using System.Diagnostics;
using System.Text.Json;
using MissionPolicy.Scenario.Tests.Some;

namespace MissionPolicy.Scenario.Tests.Scenarios;

/// <summary>A client library that is not ours (openid-client of npm): pushed request, DPoP, private_key_jwt, code flow, exchange, revocation.</summary>
[Collection(NeighbourhoodGroup.Name)]
public sealed class ThirdPartyClientTests(Neighbourhood neighbourhood)
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "npm");

    [Fact]
    public async Task A_client_of_others_completes_the_flow()
    {
        Needs.Npm();
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        using (Process install = Start("npm", "ci", "--omit=optional", "--ignore-scripts"))
        {
            await install.WaitForExitAsync(cancellation);
            Assert.True(install.ExitCode == 0, await install.StandardError.ReadToEndAsync(cancellation));
        }

        using Process flow = Start(
            "node", "flow.mjs", neighbourhood.Addresses.Provider, "assistant", Path.Combine(AppContext.BaseDirectory, "development-client-key.json"), neighbourhood.Addresses.RedirectUri);
        if (await flow.StandardOutput.ReadLineAsync(cancellation) is not { } address)
        {
            Assert.Fail(await flow.StandardError.ReadToEndAsync(cancellation));
            return;
        }

        await neighbourhood.ByHttp.AnswerAsync(new Uri(address), approve: true, cancellation);
        await flow.StandardInput.WriteLineAsync((neighbourhood.Addresses.RedirectUri + await neighbourhood.Callback.NextAsync(cancellation)).AsMemory(), cancellation);
        string? told = await flow.StandardOutput.ReadLineAsync(cancellation);
        await flow.WaitForExitAsync(cancellation);
        Assert.True(told is not null, await flow.StandardError.ReadToEndAsync(cancellation));

        JsonElement got = JsonElement.Parse(told);
        Assert.True(got.GetProperty("pushed").GetBoolean());
        Assert.Equal("dpop", got.GetProperty("token_type").GetString(), ignoreCase: true);
        Assert.True(got.GetProperty("sub").GetBoolean());
        Assert.Equal("cal_team01", got.GetProperty("context").GetString());
        Assert.StartsWith("mr_", got.GetProperty("mission_ref").GetString(), StringComparison.Ordinal);
        Assert.Equal("https://calendar-api.example.com", got.GetProperty("calendar").GetString());
        Assert.Equal("https://email-api.example.com", got.GetProperty("mail").GetString());
        Assert.True(got.GetProperty("introspected").GetBoolean());
        Assert.Equal("invalid_grant", got.GetProperty("after_revocation").GetString());
    }

    private static Process Start(string program, params string[] arguments) => Process.Start(new ProcessStartInfo(program, arguments)
    {
        WorkingDirectory = Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
    })!;
}
