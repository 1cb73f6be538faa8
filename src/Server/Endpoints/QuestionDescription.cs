using System.Text.Json;
using Microsoft.OpenApi;

namespace MissionPolicy.Server.Endpoints;

/// <summary>What the OpenAPI description tells of a question: its members and every status it can be answered with.</summary>
/// <remarks>Declared apart from binding: accepted media types as endpoint metadata would have routing answer 415, where AuthZEN asks for 400.</remarks>
internal static class QuestionDescription
{
    private const string Json = "application/json";

    private static readonly int[] Refusals =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status413PayloadTooLarge,
        StatusCodes.Status429TooManyRequests,
    ];

    /// <summary>Describes a question with a JSON body.</summary>
    /// <param name="route">The route.</param>
    /// <param name="required">The members that every question has.</param>
    /// <param name="optional">The members that it may have.</param>
    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder route, string[] required, string[] optional)
    {
        route.Produces<JsonElement>();
        foreach (int status in Refusals)
        {
            route.ProducesProblem(status);
        }

        return route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [Json] = new() { Schema = Object(required, optional) } },
            };
            return Task.CompletedTask;
        });
    }

    private static OpenApiSchema Object(string[] required, string[] optional) => new()
    {
        Type = JsonSchemaType.Object,
        Required = new HashSet<string>(required, StringComparer.Ordinal),
        Properties = required.Concat(optional).ToDictionary(name => name, IOpenApiSchema (_) => new OpenApiSchema(), StringComparer.Ordinal),
    };
}
