using MissionPolicy.Samples.CrmApi;

WebApplication app = CrmApiHost.Build(args);
await app.RunAsync();
