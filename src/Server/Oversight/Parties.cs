namespace MissionPolicy.Server.Oversight;

/// <summary>What somebody is to a Mission.</summary>
[Flags]
internal enum Parties
{
    /// <summary>Nothing: for them the Mission does not exist.</summary>
    None = 0,

    /// <summary>The person that it acts for.</summary>
    Subject = 1,

    /// <summary>Another person who approved it.</summary>
    Approver = 2,

    /// <summary>An administrator: by group and sign-in level on the pages, by the scope <c>missions.manage</c> at the API.</summary>
    Administrator = 4,

    /// <summary>An administrator with the stronger right: a stronger level on the pages, the scope <c>missions.resume</c> at the API.</summary>
    Resumer = 8,

    /// <summary>Its own client, with a token of that Mission.</summary>
    Client = 16,
}
