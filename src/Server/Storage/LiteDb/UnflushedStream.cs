using MissionPolicy.Server.Storage.Journal;

namespace MissionPolicy.Server.Storage.LiteDb;

/// <summary>LiteDB's log without LiteDB's flush, which would come once more a group while readers wait. A checkpoint flushes the file itself.</summary>
/// <param name="path">The log file.</param>
internal sealed class UnflushedStream(string path) : Stream
{
    private readonly FileStream _file = DurableFile.Open(path, FileMode.OpenOrCreate, FileShare.ReadWrite);

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => true;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => _file.Length;

    /// <inheritdoc/>
    public override long Position
    {
        get => _file.Position;
        set => _file.Position = value;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
        // The file has no buffer of its own: what was written is with the operating system, where every reader finds it.
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, count);

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

    /// <inheritdoc/>
    public override void SetLength(long value) => _file.SetLength(value);

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => _file.Write(buffer, offset, count);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _file.Dispose();
        }

        base.Dispose(disposing);
    }
}
