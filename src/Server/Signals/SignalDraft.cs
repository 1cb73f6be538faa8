namespace MissionPolicy.Server.Signals;

/// <summary>An event before it is known which streams carry it.</summary>
/// <param name="EventUri">Its type.</param>
/// <param name="Body">The event object as JSON.</param>
/// <param name="SubjectKind">What it is about.</param>
/// <param name="SubjectId">The <c>mission_ref</c>, <c>stream_id</c> or <c>sid</c>, or null.</param>
/// <param name="User">The person in our own name for them, or null.</param>
/// <param name="Txn">The cause.</param>
internal sealed record SignalDraft(string EventUri, string Body, SignalSubjectKind SubjectKind, string? SubjectId, string? User, string Txn);
