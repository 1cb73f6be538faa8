using System.Collections.Immutable;
using System.Text.Json;
using MissionPolicy.Client.Authorize;
using MissionPolicy.Client.Context;
using MissionPolicy.Client.Deferred;
using MissionPolicy.Client.Wire;

namespace MissionPolicy.Client.Missions;

/// <summary>Everything that a fresh approval would have to cover, in one request: all
/// crossings, so that the person is asked once.</summary>
/// <remarks>Source: article, "What Open-World Agents Still Require"; the consent-fatigue rule.</remarks>
public sealed record Reapproval
{
    /// <summary>Every crossing.</summary>
    public required ImmutableArray<BoundaryReason> Crossings { get; init; }

    /// <summary>What to send with the pushed request, as the server wrote it.</summary>
    public required ImmutableArray<AuthorizationDetail> AuthorizationDetails { get; init; }

    /// <summary>The context to send, when the server wrote one; otherwise that of the Mission.</summary>
    public ClientContext? Context { get; init; }

    /// <summary>Until when the server takes this request.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What can be done about the crossings; null when the server did not say.</summary>
    public NextStep? NextStep { get; init; }

    /// <summary>The ready-made request: pass it to <c>BeginAsync</c>. Null when the Mission's own context
    /// is not known, and when the next step is another one than this person's approval.</summary>
    public MissionRequest? Request { get; init; }

    /// <summary>The server asks the person by itself, and this is what to wait for;
    /// null where the agent has to send the person to a page.</summary>
    public DeferredApproval? Deferred { get; init; }

    internal static Reapproval? Of(JsonElement? value, ImmutableArray<BoundaryReason> reasons)
    {
        if (value is not JsonElement reapproval)
        {
            return null;
        }

        // The member names the codes; the reasons beside it say what was asked and what is allowed.
        ImmutableArray<BoundaryReason> crossings =
            [.. BoundaryReason.All(reapproval, "crossings").SelectMany(crossing => Told(crossing, reasons))];
        return new Reapproval
        {
            Crossings = crossings,
            AuthorizationDetails = NextStepReader.Details(reapproval),
            NextStep = NextStepReader.Of(reapproval.Object("next_step")),
            Context = reapproval.Object("client_context") is JsonElement context ? ClientContext.Parse(context) : null,
            ExpiresAt = reapproval.Instant("expires_at"),
        };
    }

    private static BoundaryReason[] Told(BoundaryReason crossing, ImmutableArray<BoundaryReason> reasons)
    {
        BoundaryReason[] told = [.. reasons.Where(reason => reason.Code == crossing.Code)];
        return crossing.Asked is null && crossing.Allowed is null && told.Length > 0 ? told : [crossing];
    }
}
