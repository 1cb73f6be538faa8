using System.Net;
using System.Net.Http.Headers;

namespace MissionPolicy.Server.Tests.Some;

/// <summary>Tokens of callers that are no agents.</summary>
internal static class CallerTokens
{
    /// <summary>A token of the calendar API in its own name, bound to the key of the agent.</summary>
    public static async Task<string> OfCalendarAsync(TestHost host, TestAgent agent)
    {
        string? nonce = null;
        for (int attempt = 0; attempt < 2; attempt++)
        {
            using HttpRequestMessage request = new(HttpMethod.Post, "/token") { Content = new FormUrlEncodedContent(AgentSteps.Form(("grant_type", "client_credentials"), ("scope", "evaluate"))) };
            request.Headers.Authorization = new AuthenticationHeaderValue(
                "Basic", Convert.ToBase64String("calendar-api:calendar-secret-0123456789abcdef"u8));
            request.Headers.Add("DPoP", agent.Key.Proof("POST", TestAgent.Issuer + "/token", host.Time.GetUtcNow(), nonce));
            TestHost.Answer answer = await host.SendAsync(request);
            if (answer.Status == HttpStatusCode.OK)
            {
                return answer.Member("access_token");
            }

            nonce = answer.Headers["DPoP-Nonce"];
        }

        throw new InvalidOperationException("The calendar API gets no token.");
    }
}
