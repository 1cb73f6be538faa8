using Microsoft.Extensions.Options;

namespace MissionPolicy.Server.Configuration;

/// <summary>Checks <see cref="SignInOptions"/> when the host starts.</summary>
[OptionsValidator]
internal sealed partial class SignInOptionsValidator : IValidateOptions<SignInOptions>;
