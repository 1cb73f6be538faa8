using MissionPolicy.Samples.CalendarApi;
using MissionPolicy.Samples.ResourceGuard;

WebApplication app = GuardedApi.Build<Calendars>(args, CalendarApiJson.Default, EventRoutes.Map);
await app.RunAsync();
