using Microsoft.Win32.SafeHandles;

namespace MissionPolicy.Server.Storage.Journal;

/// <summary>Reads the frames of one file in order and says how the file ends.</summary>
internal sealed class FrameReader : IDisposable
{
    private const int SearchBlock = 1 << 20;

    private readonly SafeFileHandle _file;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    public FrameReader(string path)
    {
        Path = path;
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        Length = RandomAccess.GetLength(_file);
    }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>Its length when it was opened.</summary>
    public long Length { get; }

    /// <summary>The frames from an offset up to the end or the first damage.</summary>
    /// <param name="offset">Where a frame begins.</param>
    /// <param name="end">Where to stop; a longer file is being written to.</param>
    public IEnumerable<Frame> Frames(long offset, long end)
    {
        while (ReadAt(offset, end) is { } frame)
        {
            yield return frame;
            offset = frame.End;
        }
    }

    /// <summary>Whether a whole frame begins anywhere behind an offset: then damage before it is no torn end.</summary>
    /// <param name="offset">Where the damage begins.</param>
    public bool AnyFrameBehind(long offset)
    {
        byte[] block = new byte[SearchBlock];
        long at = offset + 1;
        while (at + FrameHeader.Size <= Length)
        {
            int read = RandomAccess.Read(_file, block, at);
            int from = 0;
            while (block.AsSpan(from, read - from).IndexOf(FrameHeader.Magic) is >= 0 and int hit)
            {
                if (ReadAt(at + from + hit, Length) is not null)
                {
                    return true;
                }

                from += hit + 1;
            }

            at += Math.Max(1, read - FrameHeader.Magic.Length + 1);
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private Frame? ReadAt(long offset, long end)
    {
        byte[] head = new byte[FrameHeader.Size];
        if (offset + FrameHeader.Size > end
            || !Fill(head, offset)
            || FrameHeader.Read(head) is not { } header
            || offset + FrameHeader.Size + header.PayloadLength > end)
        {
            return null;
        }

        byte[] payload = new byte[header.PayloadLength];
        bool whole = Fill(payload, offset + FrameHeader.Size) && FrameHeader.Verify(head, payload);
        return whole ? new Frame(header, payload, offset + FrameHeader.Size + header.PayloadLength) : null;
    }

    private bool Fill(Span<byte> target, long offset)
    {
        while (target.Length > 0)
        {
            int read = RandomAccess.Read(_file, target, offset);
            if (read == 0)
            {
                return false;
            }

            target = target[read..];
            offset += read;
        }

        return true;
    }
}
