using MissionPolicy.EvidenceVerify;

return await VerifyCommand.Root(Console.Out, Console.Error).Parse(args).InvokeAsync();
