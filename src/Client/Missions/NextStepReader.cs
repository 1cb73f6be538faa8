using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>Reads the member <c>next_step</c>.</summary>
internal static class NextStepReader
{
    private const string Deferred = "deferred_code";

    public static NextStep? Of(JsonElement? value) => value is not JsonElement step ? null : step.Text("step") switch
    {
        "push" => new NextStep.Push(Request(step), step.Text("subject")),
        "other_purpose" => new NextStep.OtherPurpose([.. step.Items("purposes").Select(Purpose).OfType<PurposeOffer>()], step.Text("subject")),
        "wait" => new NextStep.Wait(step.Text("for") == "review", step.Text("kind"), step.Instant("until")),
        "change_catalog" => new NextStep.ChangeCatalog(step.Text("kind"), step.Text("owner"), [.. step.Items("changes").Select(Change).OfType<NeededChange>()]),
        { } other => new NextStep.Unknown(other),
        _ => null,
    };

    private static MissionRequest? Request(JsonElement step) =>
        step.Object("client_context") is JsonElement json && ClientContext.Parse(json) is { } context
            ? new MissionRequest
            {
                Context = context,
                AuthorizationDetails = Details(step),
                ResponseType = step.Text("response_type") == Deferred ? ResponseType.DeferredCode : ResponseType.Code,
            }
            : null;

    public static ImmutableArray<AuthorizationDetail> Details(JsonElement value) =>
        [.. value.Items("authorization_details").Where(item => item.ValueKind == JsonValueKind.Object).Select(AuthorizationDetail.Raw)];

    private static PurposeOffer? Purpose(JsonElement offer) =>
        offer.Text("kind") is string kind && offer.Object("params") is JsonElement filled
        ? new PurposeOffer
        {
            Kind = kind,
            Title = offer.Text("title"),
            Actions = offer.Texts("actions"),
            Tenant = offer.Text("tenant"),
            Params = filled,
            ParamsToFill = offer.Texts("params_to_fill"),
            AuthorizationDetails = Details(offer),
            IsDeferred = offer.Member("deferred") is { ValueKind: JsonValueKind.True },
        }
        : null;

    private static NeededChange? Change(JsonElement change) =>
        change.Text("code") is string code ? new NeededChange(code, change.Text("in"), change.Text("path")) : null;
}
