using Microsoft.Extensions.Options;
using MissionPolicy.Server.Notices;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds the ways to tell people that an application waits.</summary>
internal static class NoticeRegistration
{
    public static IServiceCollection AddNotices(this IServiceCollection services)
    {
        services.AddOptions<NoticeOptions>().BindConfiguration(NoticeOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<NoticeOptions>, NoticeOptionsValidator>();
        services.AddNoticeTables();
        services.AddSingleton<NoticeOutbox>().AddSingleton<MailNotices>().AddSingleton<WebhookNotices>();
        services.AddSingleton<NoticeSender>().AddHostedService(provider => provider.GetRequiredService<NoticeSender>());
        return services;
    }
}
