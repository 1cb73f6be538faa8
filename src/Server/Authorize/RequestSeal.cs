using System.Text.Json;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Authorize;

/// <summary>Protects the parameters of requests at rest.</summary>
internal sealed class RequestSeal(FieldProtection protection)
{
    private const string Field = "authorization.parameters";

    public string Seal(StoredParameters parameters) => protection.Protect(Field, JsonSerializer.Serialize(parameters, AuthorizeJson.Default.StoredParameters));

    /// <summary>The parameters.</summary>
    /// <exception cref="InvalidOperationException">The key ring is lost or the row was altered.</exception>
    public StoredParameters Open(string stored) =>
        protection.TryUnprotect(Field, stored, out string? clear) && JsonSerializer.Deserialize(clear, AuthorizeJson.Default.StoredParameters) is { } parameters
            ? parameters
            : throw new InvalidOperationException("A stored request cannot be opened: the key ring is lost or the row was altered.");
}
