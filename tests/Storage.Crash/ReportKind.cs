namespace MissionPolicy.Storage.Crash;

internal enum ReportKind
{
    /// <summary>The program is about to open the store.</summary>
    Opening = 1,

    /// <summary>The store is open.</summary>
    Opened,

    /// <summary>A flush returned from the disk: the segment (<see cref="Report.A"/>) is durable up to a length (<see cref="Report.B"/>).</summary>
    Flushed,

    /// <summary>A write of two rows, one counter step and one evidence record was acknowledged: counter and evidence number.</summary>
    Pair,

    /// <summary>A removal of a pair is about to be asked for.</summary>
    Removing,

    /// <summary>The removal was acknowledged.</summary>
    Removed,

    /// <summary>A once-only row was won.</summary>
    Won,

    /// <summary>A once-only row was found taken.</summary>
    Lost,

    /// <summary>A compare-and-set of the shared row was acknowledged: its new version.</summary>
    Swapped,

    /// <summary>An answer came before the flush that covers it.</summary>
    AheadOfFlush,
}
