using System.Collections.Immutable;
using MissionPolicy.Server.Protocol;

namespace MissionPolicy.Server.Authorize;

/// <summary>Request parameters at rest: read again from the same text whenever they are needed, so that no second form of a request exists.</summary>
/// <param name="Pairs">Names and values in order.</param>
internal sealed record StoredParameters(ImmutableArray<KeyValuePair<string, string>> Pairs)
{
    /// <summary>What authenticates the client is not part of the request that it makes.</summary>
    private static readonly string[] Authentication = ["client_assertion", "client_assertion_type", "client_secret"];

    /// <summary>Takes the parameters of a request.</summary>
    public static StoredParameters Of(FormParameters form) =>
        new([.. form.Names.Except(Authentication, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .SelectMany(name => form.All(name).Select(value => KeyValuePair.Create(name, value)))]);

    /// <summary>The parameters.</summary>
    public FormParameters Form() => FormParameters.From(Pairs, FormParameters.Repeatable).Match(
        form => form, error => throw new InvalidOperationException("Stored parameters cannot be read: " + error.Description));

    /// <summary>The request.</summary>
    public AuthorizationRequest Request() => AuthorizationRequestParser.Parse(Form()).Match(
        request => request, error => throw new InvalidOperationException("A stored request cannot be read: " + error.Description));
}
