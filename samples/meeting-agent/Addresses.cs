namespace MissionPolicy.Samples.MeetingAgent;

/// <summary>Where everything is. Resource servers keep the names that the catalog gives them; only the way to them is local.</summary>
/// <param name="Base">The provider's port.</param>
internal sealed record Addresses(int Base)
{
    /// <summary>The calendar's identifier.</summary>
    public const string Calendar = "https://calendar-api.example.com";

    /// <summary>The mail server's identifier.</summary>
    public const string Mail = "https://email-api.example.com";

    /// <summary>The CRM's identifier.</summary>
    public const string Crm = "https://crm-api.example.com";

    /// <summary>The directory's identifier; no sample serves it.</summary>
    public const string Directory = "https://directory-api.example.com";

    /// <summary>The OpenID Provider and home of Missions.</summary>
    public string Provider => Local(0);

    /// <summary>The CRM's own authorization server.</summary>
    public string CrmServer => Local(100);

    public string RedirectUri => Local(5) + "/callback";

    /// <summary>Where the provider says that a deferred request is decided.</summary>
    public string NotificationUri => Local(5) + "/notify";

    /// <summary>What waits for reviewers.</summary>
    public Uri Reviews => new(Provider + "/review");

    /// <summary>What acts for the person, and what asks for more.</summary>
    public Uri Missions => new(Provider + "/missions");

    public int CallbackPort => Base + 5;

    public string Local(int offset) => $"http://localhost:{Base + offset}";

    /// <summary>The local way to a resource server, by its identifier.</summary>
    public IReadOnlyDictionary<string, Uri> Ways => new Dictionary<string, Uri>
    {
        [Calendar] = new(Local(101)), [Mail] = new(Local(102)), [Crm] = new(Local(103)),
    };
}
