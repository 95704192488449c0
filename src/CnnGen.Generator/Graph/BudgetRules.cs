using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CnnGen.Generator.Model;

namespace CnnGen.Generator.Graph;

/// <summary>The rules of the Budget attribute: what a network may cost at most.</summary>
internal static class BudgetRules
{
    private const int MostLayersNamed = 3;

    // More over the budget than this, in percent, is said as a factor.
    private const int MostPercent = 1000;

    // A smaller share is written as 0 %.
    private const double LeastShare = 0.0005;

    private static readonly IReadOnlyList<Limit> Limits =
    [
        new("Parameters", "parameters", graph => graph.ParameterCount, node => node.ParameterCount),
        new("MultiplyAdds", "multiply-adds", graph => graph.MultiplyAdds, node => node.MultiplyAdds),
        new("ActivationBytes", "bytes of activations", graph => graph.ActivationBytes, node => node.ActivationBytes),
    ];

    /// <summary>Checks each limit that was set.</summary>
    /// <param name="budget">The attribute.</param>
    /// <param name="graph">The network; null behind other errors, where only the limits themselves are checked.</param>
    /// <param name="errors">Receives what is over.</param>
    public static void Check(LayerDeclaration budget, NetworkGraph? graph, ErrorList errors)
    {
        foreach (Limit limit in Limits)
        {
            if (budget.Find<long>(limit.Parameter) is not { } most)
            {
                continue;
            }

            if (most < 1)
            {
                errors.Add(new LayerError("CNN004", LayerError.BudgetAttribute, limit.Parameter, FormattableString.Invariant($"{limit.Parameter} is {most}; it must be at least 1")));
            }
            else if (graph is not null && limit.Total(graph) > most)
            {
                errors.Add(Exceeded(limit, most, graph));
            }
        }
    }

    private static LayerError Exceeded(Limit limit, long most, NetworkGraph graph)
    {
        long total = limit.Total(graph);
        List<Node> heaviest = graph.Nodes.Where(node => limit.Of(node) > 0)
            .OrderByDescending(limit.Of).ThenBy(node => node.Id).Take(MostLayersNamed)
            .Where((node, place) => place == 0 || limit.Of(node) >= LeastShare * total).ToList();
        string layers = string.Join(", ", heaviest.Select(node => $"{node.Name} with {Wording.Number(limit.Of(node))} ({Percent(limit.Of(node), total)})"));
        string over = 100.0 * (total - most) / most > MostPercent
            ? $"{Factor(total, most)} times the budget of {Wording.Number(most)}"
            : $"{Wording.Number(total - most)} ({Percent(total - most, most)}) over the budget of {Wording.Number(most)}";
        string message = $"the network has {Wording.Number(total)} {limit.Noun}, {over}; "
            + $"the heaviest {(heaviest.Count == 1 ? "layer is" : "layers are")} {layers}";
        return new LayerError("CNN016", LayerError.BudgetAttribute, limit.Parameter, message)
        {
            Related = heaviest.Select(node => node.Id).ToEquatableArray(),
            Suggestions = new[] { new Suggestion(limit.Parameter, [Literal(total)]) }.ToEquatableArray(),
        };
    }

    // 60_000, as a budget is written by hand.
    private static string Literal(long number) => Wording.Number(number).Replace(',', '_');

    private static string Percent(long part, long whole) => (100.0 * part / whole).ToString("#,0.#", CultureInfo.InvariantCulture) + " %";

    private static string Factor(long whole, long part) => (whole / part < 100 ? (double)whole / part : whole / part).ToString("#,0.#", CultureInfo.InvariantCulture);

    /// <summary>One of the attribute's limits.</summary>
    /// <param name="Parameter">The attribute's property.</param>
    /// <param name="Noun">What is counted.</param>
    /// <param name="Total">The network's count.</param>
    /// <param name="Of">A layer's share.</param>
    private sealed record Limit(string Parameter, string Noun, Func<NetworkGraph, long> Total, Func<Node, long> Of);
}
