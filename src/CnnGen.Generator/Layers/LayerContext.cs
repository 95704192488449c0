using System.Collections.Generic;
using CnnGen.Generator.Model;
using CnnGen.Generator.Shapes;

namespace CnnGen.Generator.Layers;

/// <summary>What a layer's rules know of its surroundings, and where they report mistakes.</summary>
/// <param name="Layer">The layer's place in the network.</param>
/// <param name="DefaultFit">The fit of layers that do not say otherwise.</param>
/// <param name="Errors">Receives the mistakes.</param>
internal sealed record LayerContext(int Layer, FitMode DefaultFit, ErrorList Errors)
{
    /// <summary>The layer whose output comes in: <see cref="LayerError.InputLayer"/> for the network's input.</summary>
    public int Previous => Layer - 1;

    public void Report(string id, string? parameter, string message, IEnumerable<Suggestion>? suggestions = null) =>
        Errors.Add(new LayerError(id, Layer, parameter, message)
        {
            Previous = Previous,
            Suggestions = (suggestions ?? []).ToEquatableArray(),
        });

    /// <summary>Reports a number that is too small.</summary>
    /// <returns>Whether it is large enough.</returns>
    public bool AtLeast(Setting setting, int least)
    {
        if (setting.Value >= least)
        {
            return true;
        }

        // Two axes share a parameter; the user typed it once.
        LayerError error = new("CNN004", Layer, setting.Parameter, $"{setting.Parameter} is {setting.Value}; it must be at least {least}");
        foreach (LayerError earlier in Errors.Errors)
        {
            if (earlier == error)
            {
                return false;
            }
        }

        Errors.Add(error);
        return false;
    }

    /// <summary>Reports a layer that cannot work on its input's number of axes.</summary>
    public void ReportRank(string kind, string takes, TensorShape input) =>
        Report("CNN005", null, $"{kind} takes {takes}, and what reaches it is {input.AxisNames} = {input}");
}
