using System.CommandLine;
using MissionPolicy.CatalogLint.Commands.Starting;

namespace MissionPolicy.CatalogLint.Commands;

/// <summary>The arguments of <c>new</c>.</summary>
internal static class StartCommands
{
    public static Command New(ToolHost host)
    {
        Argument<string> kind = new("kind") { Description = "The kind: an absolute URI." };
        Option<string> folder = new("--catalog") { Description = "The catalog.", DefaultValueFactory = _ => "catalog" };
        Option<string> owner = new("--owner") { Description = "Who answers for the entry: an address or group:name.", Required = true };
        Option<string?> title = new("--title") { Description = "The title; otherwise made of the kind." };
        Option<string?> resource = new("--resource") { Description = "The resource class; otherwise the first of the vocabulary." };
        Option<string?> client = new("--client") { Description = "The client; otherwise the first of the vocabulary." };
        Option<string?> tenant = new("--tenant") { Description = "The tenant; otherwise that of the first entry." };
        Command command = new("new", "Writes an entry to begin with.") { kind, folder, owner, title, resource, client, tenant };
        command.SetAction(parsed => NewCommand.Run(host, new NewRun(
            parsed.GetRequiredValue(kind),
            parsed.GetRequiredValue(folder),
            parsed.GetRequiredValue(owner),
            parsed.GetValue(title),
            parsed.GetValue(resource),
            parsed.GetValue(client),
            parsed.GetValue(tenant))));
        return command;
    }
}
