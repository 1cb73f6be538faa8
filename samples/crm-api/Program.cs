using MissionPolicy.Samples.CrmApi;
using MissionPolicy.Samples.ResourceGuard;

WebApplication app = GuardedApi.Build<Activities>(args, CrmApiJson.Default, ActivityRoutes.Map);
await app.RunAsync();
