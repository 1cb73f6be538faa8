using MissionPolicy.Server;

await using WebApplication? app = ServerHost.Build(args, Console.Error);
if (app is null)
{
    return 1;
}

if (ServerHost.DevelopmentTokenOf(app) is { } token)
{
    Console.WriteLine($"development token: {token}");
}

await app.RunAsync();
return 0;
