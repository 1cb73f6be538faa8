namespace MissionPolicy.Server.Oversight;

/// <summary>What a record of a timeline is about.</summary>
internal enum TimelineSort
{
    /// <summary>The Mission itself changed.</summary>
    Change,

    /// <summary>Authority was handed out: a token, or an assertion for another server.</summary>
    Given,

    /// <summary>Somebody asked whether newly found work is inside.</summary>
    Asked,

    /// <summary>Authority was asked for and not handed out.</summary>
    Refused,
}
