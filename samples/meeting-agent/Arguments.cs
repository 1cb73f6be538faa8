using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using MissionPolicy.Samples.MeetingAgent.Scenarios;

namespace MissionPolicy.Samples.MeetingAgent;

/// <summary>The command line.</summary>
internal sealed record Arguments
{
    public const string Usage = """
        dotnet run --project samples/meeting-agent -- SCENARIO [--auto | --browser] [--revoke] [--deferred] [--poll] [--deny | --cancel | --expire] [--base PORT]

          schedule    a person approves once; calendar, mail and CRM
          follow-up   one record for one account at the CRM, and another account that the CRM refuses
          outside     work that the Mission does not cover, and its one re-approval
          deferred    work that two others have to agree to, while the agent waits

          --auto      play the person too, by plain HTTP
          --browser   play the person too, in headless Chromium
          --revoke    schedule: an administrator revokes the Mission half-way
          --deferred  outside: no browser is at hand; the agent waits, and the person answers in My Missions
          --poll      deferred: the agent polls; otherwise the provider calls it back
          --deny      deferred: the first reviewer says no
          --cancel    deferred: the agent gives the request up
          --expire    deferred: nobody decides, and the time that was asked for is over
          --base      the provider's port; the others follow it (default 5100)

        Without --auto or --browser the address is printed, and you are the person.
        Servers that do not listen yet are started, and ended again.
        """;

    private static readonly string[] Scenarios = ["schedule", "follow-up", "outside", "deferred"];

    public required string Scenario { get; init; }

    public bool IsAuto { get; init; }

    public bool IsBrowser { get; init; }

    public bool Revoke { get; init; }

    public bool Deferred { get; init; }

    public bool Poll { get; init; }

    public DeferredEnd End { get; init; }

    public int Base { get; init; } = 5100;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out Arguments? arguments)
    {
        arguments = args is [var scenario, ..] && Scenarios.Contains(scenario, StringComparer.Ordinal) ? new Arguments { Scenario = scenario } : null;
        for (int at = 1; at < args.Length && arguments is not null; at++)
        {
            arguments = args[at] switch
            {
                "--auto" => arguments with { IsAuto = true },
                "--browser" => arguments with { IsBrowser = true },
                "--revoke" => arguments with { Revoke = true },
                "--deferred" when arguments.Scenario == "outside" => arguments with { Deferred = true },
                "--poll" => arguments with { Poll = true },
                "--deny" when arguments.End == DeferredEnd.Approved => arguments with { End = DeferredEnd.Denied },
                "--cancel" when arguments.End == DeferredEnd.Approved => arguments with { End = DeferredEnd.Cancelled },
                "--expire" when arguments.End == DeferredEnd.Approved => arguments with { End = DeferredEnd.Expired },
                "--base" when int.TryParse(args.ElementAtOrDefault(++at), NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is > 1023 and < 65_000 =>
                    arguments with { Base = port },
                _ => null,
            };
        }

        return arguments is not null;
    }
}
