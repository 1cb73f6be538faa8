using Microsoft.Extensions.Options;

namespace MissionPolicy.Server.Configuration;

/// <summary>Checks <see cref="TelemetryOptions"/> when the host starts.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        List<string> failures = [];
        if (options.IsExporting && !IsCollector(options.OtlpEndpoint))
        {
            failures.Add("OtlpEndpoint has to be an absolute http(s) URI without user, query and fragment.");
        }

        if (string.IsNullOrWhiteSpace(options.ServiceName))
        {
            failures.Add("ServiceName must not be empty.");
        }

        return failures.Count == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(failures.Select(failure => $"{TelemetryOptions.Section}:{failure}"));
    }

    /// <summary>Whether a text can be the address of a collector.</summary>
    /// <param name="text">The text.</param>
    public static bool IsCollector(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.UserInfo.Length == 0 && uri.Query.Length == 0 && uri.Fragment.Length == 0;
}
