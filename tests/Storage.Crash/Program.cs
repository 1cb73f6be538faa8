using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using MissionPolicy.Server.Storage.LiteDb;
using MissionPolicy.Storage.Crash;

// Arguments: directory, round, callers, flush mode, segment bytes. Writes through the real store until it is killed.
int round = int.Parse(args[1], CultureInfo.InvariantCulture);
int callers = int.Parse(args[2], CultureInfo.InvariantCulture);
ReportPipe pipe = new(Console.OpenStandardOutput());
ReportedFlush flush = new(Enum.Parse<FlushMode>(args[3]), pipe);
pipe.Send(ReportKind.Opening);
await using EmbeddedStore store = EmbeddedStore.Open(
    CrashTables.Options(args[0], long.Parse(args[4], CultureInfo.InvariantCulture)), CrashTables.All, TimeProvider.System, NullLogger.Instance, flush);
pipe.Send(ReportKind.Opened);
await await Task.WhenAny(Enumerable.Range(0, callers).Select(
    writer => Task.Run(new CrashWriter(store, flush, pipe, round, writer, new Random((round * 1000) + writer)).RunAsync)));
