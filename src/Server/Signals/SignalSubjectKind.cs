namespace MissionPolicy.Server.Signals;

/// <summary>What an event is about, and so how its <c>sub_id</c> is written.</summary>
/// <remarks>Source: RFC 9493 §3.2; SSF 1.0 §3; signals digest §2.</remarks>
internal enum SignalSubjectKind
{
    /// <summary>The stream itself: opaque, the <c>stream_id</c>.</summary>
    Stream,

    /// <summary>A Mission: opaque, the <c>mission_ref</c>.</summary>
    Mission,

    /// <summary>A person: <c>iss_sub</c>, with the subject as the receiver knows it.</summary>
    User,

    /// <summary>A session of a person's browser: complex, user and the <c>sid</c>.</summary>
    Session,

    /// <summary>What one person's client does under one Mission: complex, user and session.</summary>
    MissionSession,
}
