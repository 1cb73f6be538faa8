namespace MissionPolicy.Samples.MailApi;

/// <summary>A message to be sent.</summary>
internal sealed record Message(IReadOnlyList<string> To, string Subject, string Text);
