using MissionPolicy.CatalogLint;

return await CommandTable.Root(Console.Out, Console.Error).Parse(args).InvokeAsync();
