using MissionPolicy.Samples.MailApi;
using MissionPolicy.Samples.ResourceGuard;

WebApplication app = GuardedApi.Build<Outbox>(args, MailApiJson.Default, MessageRoutes.Map);
await app.RunAsync();
