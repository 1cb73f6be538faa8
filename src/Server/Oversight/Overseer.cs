using Microsoft.Extensions.Options;
using MissionPolicy.Server.Guard;
using MissionPolicy.Server.Missions;
using MissionPolicy.Server.SignIn;

namespace MissionPolicy.Server.Oversight;

/// <summary>What a caller is to a Mission: a person by account and session, a client by its token.</summary>
internal sealed class Overseer(AssuranceLevels levels, IOptions<OversightOptions> options)
{
    /// <summary>Whether a person is in the administrators' group, however they signed in.</summary>
    public bool IsAdministrator(SignedInUser user) => user.Account.Groups.Contains(options.Value.Administrators);

    /// <summary>The level that is still missing for the rights of an administrator; null when none is, or when the person is none.</summary>
    /// <param name="user">The person.</param>
    /// <param name="operation">What they want to do.</param>
    public string? MissingLevel(SignedInUser user, string? operation)
    {
        string needed = operation == MissionOperation.Resume ? options.Value.ResumeAcr : options.Value.Acr;
        return !IsAdministrator(user) || levels.Satisfies(user.Session.Acr, needed) ? null : needed;
    }

    /// <summary>What a person is to a Mission.</summary>
    public Parties Of(Mission mission, SignedInUser user)
    {
        string subject = user.Account.Subject;
        bool isAdministrator = IsAdministrator(user);
        Parties who = mission.Subject == subject ? Parties.Subject : Parties.None;
        who |= mission.Subject != subject && mission.Approvers.Contains(subject) ? Parties.Approver : Parties.None;
        who |= isAdministrator && levels.Satisfies(user.Session.Acr, options.Value.Acr) ? Parties.Administrator : Parties.None;
        who |= isAdministrator && levels.Satisfies(user.Session.Acr, options.Value.ResumeAcr) ? Parties.Resumer : Parties.None;
        return who;
    }

    /// <summary>What the caller of the API is to a Mission.</summary>
    public static Parties Of(Mission mission, HttpContext http)
    {
        OwnCaller? caller = OwnCaller.Of(http);
        Parties who = caller?.Mission?.MissionId == mission.MissionId ? Parties.Client : Parties.None;
        if (caller is { IsStopped: true })
        {
            return who;
        }

        who |= Scopes.Has(http.User, Scopes.ManageMissions) ? Parties.Administrator : Parties.None;
        who |= Scopes.Has(http.User, Scopes.ResumeMissions) ? Parties.Resumer : Parties.None;
        return who;
    }
}
