using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using MissionPolicy.Server.Accounts;
using MissionPolicy.Server.SignIn;
using MissionPolicy.Server.SignIn.Passkeys;
using MissionPolicy.Server.SignIn.Sessions;
using MissionPolicy.Server.SignIn.Throttling;
using MissionPolicy.Server.SignIn.Upstream;
using MissionPolicy.Server.Storage;

namespace MissionPolicy.Server.Configuration;

/// <summary>Adds accounts, sign-in and the pages. The store has to be added as well.</summary>
internal static class SignInRegistration
{
    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ServerOptions>().BindConfiguration(ServerOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SignInOptions>().BindConfiguration(SignInOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInOptionsValidator>();
        services.AddSingleton<IValidateOptions<SignInOptions>, SignInLevelsValidator>();
        services.AddAccounts(configuration);
        services.AddStoreTable(SignInTables.Sessions).AddStoreTable(SignInTables.Ceremonies).AddStoreTable(SignInTables.Throttles);
        services.AddSingleton<HostCookies>().AddSingleton<SessionStore>().AddSingleton<BrowserSession>().AddSingleton<AssuranceLevels>();
        services.AddSingleton<Passwords>().AddSingleton<OneTimeCodes>().AddSingleton<SignInThrottle>().AddSingleton<CredentialChange>();
        services.TryAddSingleton<IFormTargets, OwnFormTargets>();
        services.AddPasskeys();
        services.AddSingleton<UpstreamMessages>().AddSingleton<UpstreamSignIn>();
        List<UpstreamOptions> upstreams = configuration.GetSection($"{SignInOptions.Section}:{nameof(SignInOptions.Upstream)}").Get<List<UpstreamOptions>>() ?? [];
        services.AddAuthentication().AddUpstreams(upstreams);
        services.AddPages();
        return services;
    }

    private static void AddAccounts(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<List<AccountOptions>>().Bind(configuration.GetSection(AccountOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<List<AccountOptions>>, AccountOptionsValidator>();
        services.AddStoreTable(AccountTables.Accounts);
        services.AddSingleton<AccountCodec>().AddSingleton<AccountStore>();
        services.AddOptions<PasswordHasherOptions>().Configure<IOptions<SignInOptions>>(static (hasher, options) => hasher.IterationCount = options.Value.PasswordIterations);
        services.AddSingleton<IPasswordHasher<Account>, PasswordHasher<Account>>();
        services.AddHostedService<AccountSeeding>();
    }

    private static void AddPasskeys(this IServiceCollection services)
    {
        services.AddIdentityCore<Account>().AddUserStore<IdentityAccounts>();
        services.AddScoped<IPasskeyHandler<Account>, PasskeyHandler<Account>>();
        services.AddScoped<PasskeyCeremonies>();
        services.AddSingleton<CeremonyStore>().AddSingleton<PasskeyGate>().AddSingleton<PasskeySignIn>();
        services.AddOptions<IdentityPasskeyOptions>().Configure<IOptions<ServerOptions>, IOptions<SignInOptions>>(static (passkeys, server, options) =>
        {
            string issuer = server.Value.Issuer;
            passkeys.ServerDomain = new Uri(issuer).Host;
            passkeys.UserVerificationRequirement = "required";
            passkeys.ResidentKeyRequirement = "required";
            passkeys.AttestationConveyancePreference = "none";
            passkeys.AuthenticatorTimeout = TimeSpan.FromSeconds(options.Value.PasskeySeconds);
            passkeys.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.Origin == PasskeyGate.OriginOf(issuer));
        });
    }

    private static void AddPages(this IServiceCollection services)
    {
        services.AddSingleton<Pages.SignIn.StepServices>();
        // By name, because a test's host has another entry assembly.
        services.AddRazorPages(static pages => pages.Conventions.ConfigureFilter(new PageSecurity())).AddApplicationPart(typeof(SignInRegistration).Assembly);
        services.AddOptions<AntiforgeryOptions>().Configure<HostCookies>(static (antiforgery, cookies) =>
        {
            antiforgery.Cookie = cookies.Builder("form");
            antiforgery.SuppressXFrameOptionsHeader = true;
        });
    }
}
