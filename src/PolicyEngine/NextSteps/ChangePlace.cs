namespace MissionPolicy.Engine.NextSteps;

/// <summary>Where something would have to change before an approval could help.</summary>
public enum ChangePlace
{
    /// <summary>Nowhere that this engine knows: the question itself lacks something, or asks for something that no person can
    /// approve.</summary>
    None,

    /// <summary>In the purpose entry.</summary>
    Catalog,

    /// <summary>In the registration of the client.</summary>
    Registration,

    /// <summary>In the directory: the person does not belong to the tenant.</summary>
    Membership,
}
