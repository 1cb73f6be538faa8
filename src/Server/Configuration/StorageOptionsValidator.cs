using Microsoft.Extensions.Options;

namespace MissionPolicy.Server.Configuration;

/// <summary>Checks <see cref="StorageOptions"/> when the host starts.</summary>
[OptionsValidator]
internal sealed partial class StorageOptionsValidator : IValidateOptions<StorageOptions>;
