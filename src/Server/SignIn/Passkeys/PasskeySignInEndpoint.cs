using System.Globalization;
using System.Text.Json;
using MissionPolicy.Server.Problems;
using MissionPolicy.Server.SignIn.Throttling;

namespace MissionPolicy.Server.SignIn.Passkeys;

/// <summary>Sign-in with a passkey: options, then the answer. See <c>docs/sign-in.md</c> for the JSON.</summary>
internal static class PasskeySignInEndpoint
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignInPaths.PasskeyAssertionOptions, BeginAsync).ExcludeFromDescription();
        routes.MapPost(SignInPaths.PasskeyAssertion, FinishAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> BeginAsync(HttpContext http, PasskeyGate gate, PasskeyCeremonies ceremonies, BrowserSession sessions)
    {
        (JsonElement body, Problem? problem) = await gate.ReadAsync(http);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader members = MemberReader.Of(body);
        members.Only("step_up");
        bool isStepUp = members.Flag("step_up", fallback: false);
        if (members.Errors.Count > 0)
        {
            return Problem.Members(members.Errors);
        }

        SignedInUser? user = isStepUp ? await sessions.ReadUserAsync(http) : null;
        return isStepUp && user is null
            ? Problem.Of(StatusCodes.Status400BadRequest, "Not signed in", "Only somebody who is signed in can sign in higher.")
            : new RawJson(await ceremonies.BeginSignInAsync(http, user?.Account));
    }

    private static async Task<IResult> FinishAsync(
        HttpContext http, PasskeyGate gate, PasskeyCeremonies ceremonies, SignInThrottle throttle, PasskeySignIn signIn)
    {
        (JsonElement body, Problem? problem) = await gate.ReadAsync(http);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader members = MemberReader.Of(body);
        members.Only("credential");
        MemberReader credential = members.Object("credential");
        if (members.Errors.Count > 0)
        {
            return Problem.Members(members.Errors);
        }

        ThrottledAttempt attempt = await throttle.BeginPasskeyAsync(http);
        if (attempt.WaitUntil is { } until)
        {
            http.Response.Headers.RetryAfter = Throttled.Seconds(http, until).ToString(CultureInfo.InvariantCulture);
            return Problem.Of(StatusCodes.Status429TooManyRequests, "Too many attempts", "Try again after the time in Retry-After, in seconds.");
        }

        if (await ceremonies.FinishSignInAsync(http, credential.Value.GetRawText()) is not var (account, passkey))
        {
            return Problem.Of(StatusCodes.Status400BadRequest, "The passkey was not accepted", "The answer does not fit the question, or the question was answered before. Begin again.");
        }

        await throttle.ForgiveAsync(attempt, http.RequestAborted);
        string location = await signIn.CompleteAsync(http, account, passkey);
        return new JsonAnswer(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("location", location);
            writer.WriteEndObject();
        });
    }
}
