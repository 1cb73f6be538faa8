namespace MissionPolicy.Server.Notices;

/// <summary>How a person hears that an application waits.</summary>
internal enum NoticeChannel
{
    /// <summary>By e-mail.</summary>
    Mail,

    /// <summary>By a signed call to an address of the operator, which knows how to reach the person.</summary>
    Webhook,
}
