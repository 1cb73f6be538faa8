using MissionPolicy.CatalogLint.Terminal;
using MissionPolicy.Engine.NextSteps;

namespace MissionPolicy.CatalogLint.Commands.Explaining;

/// <summary>What a client could do about a crossing, with the lines of the catalog that would have to change.</summary>
internal static class NextStepLines
{
    public static void Write(Screen screen, NextStep step)
    {
        _ = step.Match(
            push => Line(screen, $"push a request with params {push.Request.ParamsJson} in {push.Request.Tenant}{By(push.Subject)}{Deferred(push.IsDeferred)}"),
            other => other.Purposes.All(offer => Line(
                screen,
                $"ask for {offer.Kind} with params {offer.ParamsJson} in {offer.Tenant}{Fill(offer)}{By(other.Subject)}{Deferred(offer.IsDeferred)}")),
            wait => Line(screen, $"wait for {wait.Pending.Kind}"),
            change => Change(screen, change));
    }

    private static bool Change(Screen screen, NextStep.ChangeCatalog change)
    {
        Line(screen, $"change the catalog; {change.Owner} answers for this entry");
        foreach (NeededChange needed in change.Changes)
        {
            string place = needed.Place switch
            {
                ChangePlace.Catalog => needed.Path!,
                ChangePlace.Registration => "the registration of the client",
                ChangePlace.Membership => "the tenants of the person",
                _ => "nothing that anybody could change",
            };
            screen.Line("  ", Piece.Careful(needed.Code), $": {place}", Piece.Dim(ReasonLines.At(needed.Position)));
        }

        return true;
    }

    private static bool Line(Screen screen, string text)
    {
        screen.Line(Piece.Dim("next     "), text);
        return true;
    }

    private static string Fill(PurposeOffer offer) =>
        offer.ToFill.IsEmpty ? string.Empty : $", {string.Join(" and ", offer.ToFill)} to be filled";

    private static string By(string? subject) => subject is null ? string.Empty : $", which {subject} approves";

    private static string Deferred(bool isDeferred) => isDeferred ? ", which reviewers decide" : string.Empty;
}
