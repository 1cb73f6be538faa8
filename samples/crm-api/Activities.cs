using System.Collections.Immutable;

namespace MissionPolicy.Samples.CrmApi;

/// <summary>What was recorded.</summary>
internal sealed class Activities
{
    private ImmutableList<Activity> recorded = [];

    public void Record(Activity activity) => ImmutableInterlocked.Update(ref recorded, static (all, one) => all.Add(one), activity);
}
