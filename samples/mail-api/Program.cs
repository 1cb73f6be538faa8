using MissionPolicy.Samples.MailApi;

WebApplication app = MailApiHost.Build(args);
await app.RunAsync();
