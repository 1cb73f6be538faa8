using System.ComponentModel.DataAnnotations;

namespace MissionPolicy.Server.Configuration;

/// <summary>Where and how the embedded store keeps its files. Section <c>Storage</c>.</summary>
internal sealed class StorageOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string Section = "Storage";

    /// <summary>The directory; relative to the content root.</summary>
    [Required]
    public string Path { get; set; } = "data";

    /// <summary>Most writes that share one flush.</summary>
    [Range(1, 4096)]
    public int GroupLimit { get; set; } = 256;

    /// <summary>Most writes that wait; callers beyond it wait to queue.</summary>
    [Range(1, 1_000_000)]
    public int QueueLimit { get; set; } = 4096;

    /// <summary>A journal segment or evidence file of this many bytes is followed by a new one.</summary>
    [Range(4096, 1L << 30)]
    public long SegmentBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>At this many bytes of LiteDB log the data file is brought up to date; reads of the file wait meanwhile.</summary>
    [Range(4096, 1L << 30)]
    public long CheckpointBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>At this many changed cells (a row is one, and so is each of its index entries) LiteDB gets them; reads of the file wait meanwhile.</summary>
    [Range(1, 65_536)]
    public int PendingCells { get; set; } = 4096;

    /// <summary>How often expired rows are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Most expired rows that one write removes.</summary>
    [Range(1, 10_000)]
    public int SweepLimit { get; set; } = 256;
}
