namespace MissionPolicy.Storage.Crash;

internal enum FlushMode
{
    /// <summary>The disk's own speed.</summary>
    Plain,

    /// <summary>A busy disk: the flush takes its time before and after it reaches the disk.</summary>
    Slow,

    /// <summary>A broken store: after a while a flush returns without having flushed. A kill test that cannot see this is worth nothing.</summary>
    Lying,
}
