using MissionPolicy.Server;

await using WebApplication? app = ServerHost.Build(args, Console.Error);
if (app is null)
{
    return 1;
}

await app.RunAsync();
return 0;
