namespace MissionPolicy.Server.StatusLists;

/// <summary>What a change of status happened to.</summary>
internal enum StatusOwner
{
    Token,

    Family,

    Mission,
}
