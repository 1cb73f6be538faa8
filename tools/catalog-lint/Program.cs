using MissionPolicy.CatalogLint;

ToolHost host = ToolHost.OfProcess();
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
int code = await Tool.RunAsync(args, host, stop.Token);
await host.Output.FlushAsync();
return code;
