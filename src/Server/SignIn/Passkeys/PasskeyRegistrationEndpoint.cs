using System.Text.Json;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.Problems;

namespace MissionPolicy.Server.SignIn.Passkeys;

/// <summary>Registration of a passkey: options, then the answer. See <c>docs/sign-in.md</c> for the JSON.</summary>
internal static class PasskeyRegistrationEndpoint
{
    private static readonly Problem NotRecent = Problem.Of(
        StatusCodes.Status403Forbidden, "Sign in again", "Only somebody who signed in a short time ago, with a second factor where there is one, can add a passkey.");

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapPost(SignInPaths.PasskeyCreationOptions, BeginAsync).ExcludeFromDescription();
        routes.MapPost(SignInPaths.PasskeyCreation, FinishAsync).ExcludeFromDescription();
    }

    private static async Task<IResult> BeginAsync(HttpContext http, PasskeyGate gate, PasskeyCeremonies ceremonies, CredentialChange change)
    {
        (_, Problem? problem) = await gate.ReadAsync(http);
        if (problem is not null)
        {
            return problem;
        }

        return await change.AllowedAsync(http) is { } user ? new RawJson(await ceremonies.BeginRegistrationAsync(http, user.Account)) : NotRecent;
    }

    private static async Task<IResult> FinishAsync(HttpContext http, PasskeyGate gate, PasskeyCeremonies ceremonies, CredentialChange change)
    {
        (JsonElement body, Problem? problem) = await gate.ReadAsync(http);
        if (problem is not null)
        {
            return problem;
        }

        MemberReader members = MemberReader.Of(body);
        members.Only("credential", "name");
        MemberReader credential = members.Object("credential");
        string name = members.OptionalText("name")?.Trim() is { Length: > 0 } given ? given : "Passkey";
        if (name.Length > PasskeyCeremonies.MaxNameLength || name.Any(char.IsControl))
        {
            members.Error("name", $"has to be at most {PasskeyCeremonies.MaxNameLength} characters on one line");
        }

        if (members.Errors.Count > 0)
        {
            return Problem.Members(members.Errors);
        }

        if (await change.AllowedAsync(http) is not { } user)
        {
            return NotRecent;
        }

        Account? account = await ceremonies.FinishRegistrationAsync(http, user.Account, credential.Value.GetRawText(), name);
        return account is null
            ? Problem.Of(StatusCodes.Status400BadRequest, "The passkey was not accepted", "The answer does not fit the question, or the question was answered before. Begin again.")
            : new JsonAnswer(writer => Write(writer, account.Passkeys[^1]));
    }

    private static void Write(Utf8JsonWriter writer, AccountPasskey passkey)
    {
        writer.WriteStartObject();
        writer.WriteString("id", passkey.Id);
        writer.WriteString("name", passkey.Name);
        writer.WriteEndObject();
    }
}
