using MissionPolicy.Samples.CalendarApi;

WebApplication app = CalendarApiHost.Build(args);
await app.RunAsync();
