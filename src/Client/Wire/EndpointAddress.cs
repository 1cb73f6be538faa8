namespace MissionPolicy.Client.Wire;

/// <summary>Which addresses are talked to: https, or http of this machine.</summary>
internal static class EndpointAddress
{
    private const int MaxLength = 2048;

    /// <summary>Reads an address.</summary>
    /// <param name="text">The text.</param>
    /// <param name="address">The address when true.</param>
    public static bool TryParse(string? text, out Uri address)
    {
        bool good = text is { Length: <= MaxLength }
            && Uri.TryCreate(text, UriKind.Absolute, out Uri? parsed)
            && (parsed.Scheme == Uri.UriSchemeHttps || (parsed.Scheme == Uri.UriSchemeHttp && parsed.IsLoopback))
            && parsed.UserInfo.Length == 0
            && parsed.Fragment.Length == 0;
        address = good ? new Uri(text!) : null!;
        return good;
    }

    /// <summary>Scheme, host and port: the key of a nonce and the bound of a token.</summary>
    public static string Origin(Uri address) => address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped);
}
