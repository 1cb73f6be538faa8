using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace MissionPolicy.Server.Tests.Notices;

/// <summary>A mail server on loopback that answers as a test wants and keeps the letters.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Task serving;

    private MailServer()
    {
        listener.Start();
        serving = ServeAsync();
    }

    /// <summary>What it answers to the recipient, first to last; then 250.</summary>
    public ConcurrentQueue<string> Answers { get; } = new();

    /// <summary>The recipient and the letter, as they came.</summary>
    public ConcurrentQueue<(string To, string Letter)> Letters { get; } = new();

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    public static MailServer Start() => new();

    /// <summary>Waits, in real time, until so many letters have come.</summary>
    public async Task<int> WaitAsync(int letters)
    {
        for (int i = 0; i < 200 && Letters.Count < letters; i++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        return Letters.Count;
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        listener.Stop();
        await serving;
        stopping.Dispose();
    }

    private async Task ServeAsync()
    {
        try
        {
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(stopping.Token);
                await TalkAsync(client);
            }
        }
        catch (Exception over) when (over is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
        {
            // The test is over, or the client hung up.
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using StreamReader reader = new(client.GetStream(), Encoding.Latin1);
        await using StreamWriter writer = new(client.GetStream(), Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 loopback");
        string to = string.Empty;
        while (await reader.ReadLineAsync(stopping.Token) is { } line)
        {
            string verb = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (verb)
            {
                case "RCPT":
                    to = line.Split('<')[1].Split('>')[0];
                    await writer.WriteLineAsync(Answers.TryDequeue(out string? answer) ? answer : "250 ok");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    StringBuilder letter = new();
                    while (await reader.ReadLineAsync(stopping.Token) is { } text && text != ".")
                    {
                        letter.AppendLine(text);
                    }

                    Letters.Enqueue((to, letter.ToString()));
                    await writer.WriteLineAsync("250 taken");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("250 ok");
                    break;
            }
        }
    }
}
