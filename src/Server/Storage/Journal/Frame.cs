using System.Collections.Immutable;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>A frame as it was read, checksum verified.</summary>
/// <param name="Header">Its header.</param>
/// <param name="Payload">Its payload.</param>
/// <param name="End">The offset behind it.</param>
internal sealed record Frame(FrameHeader Header, byte[] Payload, long End)
{
    /// <summary>The records in it.</summary>
    public ImmutableArray<JournalRecord> Records() => FrameCodec.Decode(Payload, Header.Records);
}
