using System.Globalization;
using MissionPolicy.Evidence.Crash;
using MissionPolicy.Server.Storage;

// Argument: directory. Appends from several callers and tells what was promised, as "size root" lines, until it is killed.
await using CrashLog log = new(args[0]);
Task[] writers = [.. Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
{
    while (true)
    {
        await log.AppendAsync(writer);
    }
}))];
while (!writers.Any(static writer => writer.IsCompleted))
{
    await log.AppendAsync(writers.Length);
    TreeMark mark = await log.Tree.PromiseAsync(CancellationToken.None) ?? throw new InvalidOperationException(log.Tree.Failure);
    Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{mark.Size} {mark.Root}"));
    Console.Out.Flush();
}

await Task.WhenAll(writers);
