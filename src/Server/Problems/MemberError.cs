namespace MissionPolicy.Server.Problems;

/// <summary>One member of a request that cannot be used.</summary>
/// <param name="Pointer">A JSON Pointer (RFC 6901) into the request body; empty for the body itself.</param>
/// <param name="Detail">What is wrong with it, and what is expected.</param>
internal sealed record MemberError(string Pointer, string Detail);
