using System;
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
    /// <summary>What the layer takes: the running output, or the one that From names. Null while a name is not known.</summary>
    public Operand? Taken { get; init; }

    /// <summary>What a joining layer names, in the order of the names.</summary>
    public IReadOnlyList<Operand> Named { get; init; } = [];

    public void Report(string id, string? parameter, string message, IEnumerable<Suggestion>? suggestions = null, IEnumerable<int>? related = null) =>
        Errors.Add(new LayerError(id, Layer, parameter, message)
        {
            Related = (related ?? (Taken is null ? [] : [Taken.Layer])).ToEquatableArray(),
            Suggestions = (suggestions ?? []).ToEquatableArray(),
        });

    /// <summary>Reports a shape that does not work, with the layer that it came from.</summary>
    public void ReportShape(string id, string parameter, string message, params Suggestion[] suggestions)
    {
        string origin = Taken is { Layer: not LayerError.InputLayer } taken ? $"; its input {taken.Shape} is the output of {taken.Name}" : "";
        Report(id, parameter, message + origin, suggestions);
    }

    /// <summary>Reports a number that is too small.</summary>
    /// <returns>Whether it is large enough.</returns>
    public bool AtLeast(Setting setting, int least)
    {
        if (setting.Value >= least)
        {
            return true;
        }

        Report("CNN004", setting.Parameter, FormattableString.Invariant($"{setting.Parameter} is {setting.Value}; it must be at least {least}"), [new Suggestion(setting.Parameter, [least])], []);
        return false;
    }

    /// <summary>Reports a number that is out of its range.</summary>
    /// <param name="parameter">The parameter.</param>
    /// <param name="value">Its value.</param>
    /// <param name="holds">Whether that is in the range.</param>
    /// <param name="range">What it must be, behind "it must be".</param>
    /// <param name="proposed">A number that is in the range.</param>
    /// <returns>Whether it is in the range.</returns>
    public bool InRange(string parameter, double value, bool holds, string range, string proposed)
    {
        if (!holds)
        {
            Report("CNN004", parameter, FormattableString.Invariant($"{parameter} is {value}; it must be {range}"), [new Suggestion(parameter, proposed)], []);
        }

        return holds;
    }

    /// <summary>Reports an input without axes beside the channels.</summary>
    /// <returns>Whether it has some.</returns>
    public bool HasSpatialAxes(string kind, TensorShape input)
    {
        if (input.SpatialRank == 0)
        {
            ReportRank(kind, "(channels, length), (channels, height, width) or (channels, depth, height, width)", input);
        }

        return input.SpatialRank > 0;
    }

    /// <summary>Reports a layer that cannot work on its input's number of axes.</summary>
    public void ReportRank(string kind, string takes, TensorShape input) =>
        Report("CNN005", null, $"{kind} takes {takes}, and what reaches it is {input.AxisNames} = {input}");
}

/// <summary>An output that a layer takes.</summary>
/// <param name="Layer">The layer that makes it, or <see cref="LayerError.InputLayer"/>.</param>
/// <param name="Name">That layer's name; "input" for the network's input.</param>
/// <param name="Shape">Its shape.</param>
internal sealed record Operand(int Layer, string Name, TensorShape Shape);
