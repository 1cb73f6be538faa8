using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using MissionPolicy.Client.Keys;
using MissionPolicy.Client.Missions;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Boundary;

/// <summary>Asks the policy decision point, with a token for the provider.</summary>
/// <param name="connection">The provider.</param>
/// <param name="state">The Mission.</param>
internal sealed class BoundaryCall(Connection connection, MissionState state)
{
    private (Uri One, Uri Many)? endpoints;

    public async Task<ImmutableArray<BoundaryAnswer>> AskAsync(ImmutableArray<BoundaryQuestion> questions, CancellationToken cancellation)
    {
        MissionAnswer<SecretText> token = await state.ProviderTokenAsync(cancellation);
        (SecretText? granted, BoundaryAnswer? no) = token.Match<(SecretText?, BoundaryAnswer?)>(
            value => (value, null),
            reapproval => (null, new BoundaryAnswer.ReapprovalRequired(reapproval)),
            stepUp => (null, new BoundaryAnswer.StepUpRequired(stepUp)),
            stop => (null, new BoundaryAnswer.MissionStopped(stop)),
            error => (null, new BoundaryAnswer.Indeterminate(error.Code, error.RetryAfter)),
            detail => (null, new BoundaryAnswer.Indeterminate(detail)));
        if (granted is null)
        {
            return All(questions, no!);
        }

        (Uri one, Uri many) = endpoints ??= await FindAsync(cancellation);
        SavedMission mission = state.Saved;
        byte[] body = Encoding.UTF8.GetBytes(Body(questions, mission));
        WireAnswer answer = await connection.Calls.SendAsync(
            HttpMethod.Post,
            questions.Length == 1 ? one : many,
            mission.Key,
            granted,
            request => request.Content = new SendOnceContent(body, "application/json"),
            cancellation);
        if (!answer.IsSuccess || answer.Json is not JsonElement json)
        {
            return All(questions, AnswerReader.Error<SecretText>(answer, mission).Match<BoundaryAnswer>(
                _ => new BoundaryAnswer.Indeterminate("no answer"),
                reapproval => new BoundaryAnswer.ReapprovalRequired(reapproval),
                stepUp => new BoundaryAnswer.StepUpRequired(stepUp),
                stop => new BoundaryAnswer.MissionStopped(stop),
                error => new BoundaryAnswer.Indeterminate(error.Code, error.RetryAfter),
                detail => new BoundaryAnswer.Indeterminate(detail, answer.RetryAfter)));
        }

        if (questions.Length == 1)
        {
            return [BoundaryReader.Read(json, mission)];
        }

        // An answer that is missing must not move the others to the wrong question.
        ImmutableArray<JsonElement> decisions = json.Items("evaluations");
        return decisions.Length == questions.Length
            ? [.. decisions.Select(decision => BoundaryReader.Read(decision, mission))]
            : All(questions, new BoundaryAnswer.Indeterminate("evaluations"));
    }

    private static ImmutableArray<BoundaryAnswer> All(ImmutableArray<BoundaryQuestion> questions, BoundaryAnswer answer) =>
        [.. questions.Select(_ => answer)];

    private static string Body(ImmutableArray<BoundaryQuestion> questions, SavedMission mission) => JsonText.Write(writer =>
    {
        writer.WriteStartObject();
        if (questions is [BoundaryQuestion only])
        {
            only.WriteMembers(writer, mission.Subject, mission.MissionRef);
            writer.WriteEndObject();
            return;
        }

        writer.WriteStartArray("evaluations");
        foreach (BoundaryQuestion question in questions)
        {
            writer.WriteStartObject();
            question.WriteMembers(writer, mission.Subject, mission.MissionRef);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartObject("options");
        writer.WriteString("evaluations_semantic", "execute_all");
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    // AuthZEN §9: the metadata has to name the point that it was asked of; without it the default paths hold.
    private async Task<(Uri One, Uri Many)> FindAsync(CancellationToken cancellation)
    {
        Uri one = connection.Server.Below("/access/v1/evaluation");
        Uri many = connection.Server.Below("/access/v1/evaluations");
        using HttpRequestMessage request = new(HttpMethod.Get, connection.Server.Below("/.well-known/authzen-configuration"));
        WireAnswer answer = await connection.Calls.SendAsync(request, cancellation);
        if (!answer.IsSuccess || answer.Json is not JsonElement metadata || metadata.Text("policy_decision_point") != connection.Server.Issuer)
        {
            return (one, many);
        }

        // The token is for the issuer; it goes to no other origin, whatever the metadata says.
        return (SameOrigin(metadata.Text("access_evaluation_endpoint"), one), SameOrigin(metadata.Text("access_evaluations_endpoint"), many));
    }

    private static Uri SameOrigin(string? named, Uri standard) =>
        EndpointAddress.TryParse(named, out Uri address) && EndpointAddress.Origin(address) == EndpointAddress.Origin(standard) ? address : standard;
}
